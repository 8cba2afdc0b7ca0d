"""Each quarter whoever owns accounts says of each that it is still right."""
