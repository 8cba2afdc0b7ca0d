"""What the code says of itself, read for `tests/test_house.py`, and the figures of the house."""
