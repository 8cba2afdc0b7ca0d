"""Other ways than Slack: what is sent when a crisis cannot wait for it any longer."""
