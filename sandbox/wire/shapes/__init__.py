"""What people, conversations, messages and views look like in Slack's JSON."""

from sandbox.wire.shapes.channels import channel_json
from sandbox.wire.shapes.messages import message_json, pin_json
from sandbox.wire.shapes.people import bot_profile, group_json, person_json
from sandbox.wire.shapes.views import view_json

__all__ = ["bot_profile", "channel_json", "group_json", "message_json", "person_json", "pin_json", "view_json"]
