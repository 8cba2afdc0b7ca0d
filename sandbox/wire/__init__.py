"""How the workspace reaches its app, and what things look like in Slack's JSON on the way."""
