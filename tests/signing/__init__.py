"""Signatures that ask for more than a click."""
