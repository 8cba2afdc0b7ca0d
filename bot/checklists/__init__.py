"""Checklists: what is to be done in a crisis of some kind, line by line, and which departments agree."""
