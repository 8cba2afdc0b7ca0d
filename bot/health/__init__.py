"""Whether Concord does its work: what it says of itself, and what an independent look finds."""
