"""Roles that somebody was given until a date, and who stands in for whom."""
