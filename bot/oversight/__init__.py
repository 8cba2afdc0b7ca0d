"""What is on record besides changes: by which rules, with whom in which role, and who tried in vain to sign."""
