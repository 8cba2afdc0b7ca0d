"""Crises: raised by anybody, answered by those who decide, and never left without an answer."""
