"""How much Slack takes of each part of a message or view, in characters where nothing else is said (docs.slack.dev)."""

TEXT = 3000
"""Of a message, beside its blocks: 40,000, but an update has 4,000, and some are needed on the way."""
SECTION = 3000
FIELD, FIELDS = 2000, 10
CONTEXT_ELEMENTS = 10
HEADER = 150
BUTTON, BUTTON_VALUE = 75, 2000
CONFIRM_TITLE, CONFIRM, CONFIRM_BUTTON = 100, 300, 30
OPTION, OPTION_VALUE, OPTIONS, MENU = 75, 150, 100, 5
ACTIONS = 25
"""Buttons and menus in a row."""
INPUT, PLACEHOLDER, LABEL = 3000, 150, 2000
TITLE = 24
CELL = 150
"""Ten rows of six stay below the 10,000 characters that a table has."""
CHART_TITLE, CHART_LABEL, SLICES = 50, 20, 6
"""Slack's page says six slices, its answers twelve."""
ALERT = 200
METADATA, ORIGIN = 3000, 300
"""Of what a form carries along so much says where it was opened (`handlers/places.py`)."""

MESSAGE = 13_000
"""All texts of a message's blocks: 13,200 were refused (slackapi/bolt-js, issue 2509)."""
MESSAGE_BLOCKS = 50
RESERVED, RESERVED_BLOCKS = 300, 2
"""What a letter may be opened and closed with on its way: for whom it was meant, and how far the trail reaches."""
VIEW = 20_000
"""Of 250,000 bytes, of which a character may take twelve."""
VIEW_BLOCKS = 100
