"""People of agencies, through the wire."""
