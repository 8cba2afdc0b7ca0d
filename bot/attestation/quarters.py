"""When a quarter's question begins: on its first working day, when the company opens."""

from datetime import UTC, datetime

from bot.governance import Governance
from bot.governance.hours import next_opening
from bot.kernel import zones


def quarter_at(at: datetime, rules: Governance) -> tuple[str, datetime]:
    """The quarter, such as `2026-Q4`, and when it asks."""
    zone = zones.own(rules.time_zone)
    today = at.astimezone(zone)
    number = (today.month - 1) // 3
    first = today.date().replace(month=3 * number + 1, day=1)
    begins = next_opening(zones.midnight(first, zone), zone, rules.working_hours)
    return f"{today.year}-Q{number + 1}", begins.astimezone(UTC)
