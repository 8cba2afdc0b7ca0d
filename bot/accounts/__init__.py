"""The registry of accounts."""
