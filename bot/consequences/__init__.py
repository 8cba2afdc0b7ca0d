"""What follows from each fact, context by context; `bot/subscriptions.py` says on one page which from which."""
