"""Files in an S3-like bucket, over HTTP: `make bucket`."""
