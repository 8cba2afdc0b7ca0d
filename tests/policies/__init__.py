"""What people must read and be trained in, through the wire."""
