"""How everything looks: Slack's models, quicker to show, within its limits."""
