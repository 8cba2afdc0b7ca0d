"""Concord set up in Slack, without a file."""
