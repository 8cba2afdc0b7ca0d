"""The register of products."""
