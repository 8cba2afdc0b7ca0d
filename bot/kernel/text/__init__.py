"""Ours and theirs: what people typed, read and shown without harm."""
