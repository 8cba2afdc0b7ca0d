"""How a process starts, serves and ends."""
