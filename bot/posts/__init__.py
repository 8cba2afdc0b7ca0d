"""Posts: what is submitted, reviewed, scheduled and published on our accounts."""
