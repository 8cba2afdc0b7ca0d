"""Which version of the program this is; pyproject.toml reads it here, and so do records."""

VERSION = "0.1.0"
