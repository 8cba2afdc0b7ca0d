"""Drills: a crisis is rehearsed, and nothing of it is real."""
