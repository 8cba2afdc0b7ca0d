"""What is on record besides changes."""
