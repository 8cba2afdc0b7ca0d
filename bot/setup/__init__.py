"""Concord set up in Slack: who is asked, and where, without a file."""
