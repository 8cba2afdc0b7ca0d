"""Who may be brought into a channel, and by whom."""

from __future__ import annotations

from sandbox.workspace.memory import Memory
from sandbox.workspace.models import Channel, Person


def obstacle(memory: Memory, channel: Channel, user: str, inviter: Person) -> str:
    """Slack's code for why this person cannot be invited, "" where they can be."""
    person = memory.state.people.get(user)
    if person is None:
        return "user_not_found"
    if person.id == inviter.id:
        return "cant_invite_self"
    if person.id in channel.members:
        return "already_in_channel"
    is_foreign = person.is_stranger and person.team not in channel.shared_with
    if person.is_deleted or is_foreign:
        return "cant_invite"
    return _of_a_guest(memory, channel, person, inviter) if person.is_restricted else ""


def _of_a_guest(memory: Memory, channel: Channel, guest: Person, inviter: Person) -> str:
    """Only administrators bring guests into public channels, and those of a single channel into any
    (slack.com/help/articles/201314026); an app is no administrator.
    """
    if guest.is_ultra_restricted and _is_somewhere(memory, guest):
        return "ura_max_channels"
    needs_admin = guest.is_ultra_restricted or not channel.is_private
    return "user_is_restricted" if needs_admin and not inviter.is_admin else ""


def _is_somewhere(memory: Memory, guest: Person) -> bool:
    return any(guest.id in each.members for each in memory.state.channels.values() if not each.is_im)
