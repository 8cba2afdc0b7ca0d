"""Freezes: accounts on which nothing goes out until somebody thaws them."""
