"""The made-up company whose workspace the sandbox opens with."""

import csv
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

COMPANY_FILE = Path(__file__).with_name("company.yml")
STORY_FILE = Path(__file__).with_name("story.yml")
ACCOUNTS_FILE = Path(__file__).with_name("accounts.csv")
"""The accounts that the company had before Concord; `last_post_at` says how many days ago, such as `3d`."""


ZONE = ZoneInfo("Europe/Zurich")
"""Where most of the company works."""


def first_morning(now: datetime) -> datetime:
    """Ten o'clock on this week's Monday: whenever somebody tries it, the same things are due at the same hours."""
    today = now.astimezone(ZONE).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time(10), ZONE)


def write_accounts(file: Path, now: datetime) -> None:
    """The accounts as a spreadsheet of today: each last post at its date."""
    with ACCOUNTS_FILE.open(newline="", encoding="utf-8") as source, file.open("w", newline="", encoding="utf-8") as to:
        rows = csv.DictReader(source)
        sheet = csv.DictWriter(to, fieldnames=rows.fieldnames or (), lineterminator="\n")
        sheet.writeheader()
        for row in rows:
            ago = timedelta(days=int(row["last_post_at"].removesuffix("d")))
            sheet.writerow(row | {"last_post_at": (now - ago).isoformat(timespec="seconds")})
