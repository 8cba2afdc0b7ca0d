"""`/account log` as somebody would write it by hand: a Bolt app and the database's own driver, with the same rows and
without rules, messages or an ORM. `python -m benchmarks.by_hand`, on DATABASE_URL.
"""

import hashlib
import json
import os
import threading
from datetime import UTC, datetime, timedelta

from slack_bolt import Ack, App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from benchmarks import driver
from benchmarks.driver import Driver
from sandbox.workspace.models import Json

WEEK = timedelta(weeks=1)
CHAIN_LOCK = 7
CLAIM = "INSERT INTO receipts (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING key"
ACCOUNT = "SELECT id, name, cadence_days, last_post_at FROM accounts WHERE lower(shown) = ? FOR UPDATE"
LOGGED = "UPDATE accounts SET last_post_at = ?, last_post_url = ? WHERE id = ?"
ESCALATION = (
    "INSERT INTO escalations (subject, policy, ladder, urgency, loop, began, cycle, step, next_fire_at, state)"
    " VALUES (?, 'silent_account', '{}', 20, 1, ?, 0, 0, ?, 'running') ON CONFLICT (subject, policy) DO UPDATE"
    " SET began = excluded.began, next_fire_at = excluded.next_fire_at, loop = escalations.loop + 1, step = 0"
)
OPEN_SLOTS = "SELECT id, at FROM slot_occurrences WHERE account_id = ? AND status = 'planned' AND at BETWEEN ? AND ?"
HOLD = "SELECT pg_advisory_xact_lock(?)"
LAST = "SELECT id, hash FROM audit_entries ORDER BY id DESC LIMIT 1"
APPEND = (
    "INSERT INTO audit_entries (id, at, who, who_name, what, subject, changes, note, previous, hash)"
    " VALUES (?, ?, ?, ?, 'post_logged', ?, ?, ?, ?, ?)"
)
ANSWERED = "UPDATE receipts SET answer = ? WHERE key = ?"


def log_post(database: Driver, body: Json) -> str:
    """One transaction; what is answered."""
    _, handle, url = body["text"].split()
    now = datetime.now(UTC)
    at, key = database.moment(now), f"gesture:{body['trigger_id']}"
    database.begin()
    database.read(CLAIM, key, at)
    ((account, name, cadence, before),) = database.read(ACCOUNT, handle.lower())
    subject, changes = f"account:{account}", json.dumps({"last_post_at": [str(before), str(at)]})
    database.run(LOGGED, at, url, account)
    database.run(ESCALATION, subject, at, database.moment(now + timedelta(days=cadence)))
    database.read(OPEN_SLOTS, account, database.moment(now - WEEK), database.moment(now + WEEK))
    if not database.is_sqlite:
        database.read(HOLD, CHAIN_LOCK)
    number, previous = next(iter(database.read(LAST)), (0, ""))
    digest = hashlib.sha256(f"{now}{subject}{changes}{previous}".encode()).hexdigest()
    entry = at, body["user_id"], body["user_name"], subject, changes, url, previous, digest
    database.run(APPEND, number + 1, *entry)
    answer = f"{name}: last post {now:%Y-%m-%d %H:%M}"
    database.run(ANSWERED, json.dumps({"text": answer}), key)
    database.commit()
    return answer


def main() -> None:
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response=True, token_verification_enabled=False)
    with driver.opened(os.environ["DATABASE_URL"]) as database:

        @app.command("/account")
        def command(ack: Ack, body: Json) -> BoltResponse:
            return ack(log_post(database, body))

        SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect()
        threading.Event().wait()


if __name__ == "__main__":
    main()
