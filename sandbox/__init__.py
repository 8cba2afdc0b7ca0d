"""A Slack workspace for one machine, to try and test an app against: all it knows of the app is its manifest."""
