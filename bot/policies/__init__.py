"""What people must have read and be trained in: the company's guidelines, strategy and plans, and its courses."""
