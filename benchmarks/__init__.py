"""How fast Concord is, beside something that does the least: ratios can be compared between machines."""
