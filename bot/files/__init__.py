"""Files from Slack: fetched once, kept by their SHA-256 in `MEDIA_DIR`, forgotten once nobody refers to them."""
