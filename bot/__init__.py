"""What the company's rules say."""
