"""Drills: a crisis that is only rehearsed, what it is to show, how it went, and when the next one is due."""
