"""What people do in Slack: one module a command, each handler a thin function of one gesture."""
