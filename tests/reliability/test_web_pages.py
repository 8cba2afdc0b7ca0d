"""Who is told how much: anyone whether it is ready, whoever runs it why not."""

import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import event

from bot.kernel import escalation
from bot.run.onlooker import Onlooker
from tests.patience import PATIENCE_S
from tests.reliability.outage import SECRET, Outage, browser
from tests.reliability.seen import MINUTE, NAG, post

TOKEN = "a-token-of-sixteen-and-more"
HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:3000"}
FORWARDING = st.sampled_from(
    [
        *("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Client-IP"),
        *("X-Cluster-Client-IP", "CF-Connecting-IP", "True-Client-IP", "x-forwarded-anything"),
    ]
)


def may_know(token: str = "", **environ: str) -> bool:
    return Onlooker(SecretStr(token) if token else None).may_know({**HERE, **environ})


def test_what_stands_on_the_pages_for_anyone_is_one_word(helvia: Outage) -> None:
    stranger = browser(helvia.concord, remote_addr="203.0.113.7")
    assert stranger.get("/healthz").json() == {"status": "alive"}
    assert stranger.get("/readyz").json() == {"status": "ready"}
    helvia.concord.health.beat.mark()
    post(helvia)
    helvia.workspace.clock.move(3 * MINUTE)
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


@pytest.mark.parametrize("path", ["/metrics", "/status"])
def test_how_it_is_in_full_needs_the_token_or_the_machine_itself(helvia: Outage, path: str) -> None:
    refused = browser(helvia.concord, remote_addr="203.0.113.7").get(path)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert "METRICS_TOKEN" in refused.json()["error"]
    assert browser(helvia.concord).get(path).status_code == 200
    holder = browser(helvia.concord, TOKEN, remote_addr="203.0.113.7")
    assert holder.get(path).status_code == 401
    assert holder.get(path, headers={"Authorization": "Bearer something-else-of-that-length"}).status_code == 401
    assert holder.get(path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_reasons_of_readiness_do_too(helvia: Outage) -> None:
    assert "next_due" in browser(helvia.concord).get("/readyz").json()
    holder = browser(helvia.concord, TOKEN, remote_addr="203.0.113.7")
    assert "next_due" in holder.get("/readyz", headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert "next_due" not in holder.get("/readyz").json()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:3000", "127.0.0.1", "[::1]:3000"])
def test_this_machine_is_known_by_its_addresses_and_names(address: str, host: str) -> None:
    assert may_know(REMOTE_ADDR=address, HTTP_HOST=host)


@given(FORWARDING, st.text(min_size=0, max_size=20))
def test_whoever_a_proxy_speaks_for_is_a_stranger(header: str, value: str) -> None:
    assert not may_know(**{f"HTTP_{header.upper().replace('-', '_')}": value})


@given(st.ip_addresses().filter(lambda address: not address.is_loopback and "127.0.0.1" not in str(address)).map(str))
def test_so_is_every_other_address(address: str) -> None:
    assert not may_know(REMOTE_ADDR=address)


@pytest.mark.parametrize("host", ["concord.example.com", "evil.example:3000", "127.0.0.1.evil.example", "", "[", "a b"])
def test_so_is_a_browser_that_a_page_sent_here_by_a_name_of_its_own(host: str) -> None:
    assert not may_know(HTTP_HOST=host)


@given(st.text().filter(lambda text: text.strip() != TOKEN))
def test_nothing_but_the_token_opens_once_there_is_one(text: str) -> None:
    assert not may_know(TOKEN, HTTP_AUTHORIZATION=f"Bearer {text}")
    assert not may_know(TOKEN, HTTP_AUTHORIZATION=text)
    assert not may_know(TOKEN)
    assert may_know(TOKEN, HTTP_AUTHORIZATION=f"Bearer {TOKEN}", REMOTE_ADDR="203.0.113.7", HTTP_VIA="proxy")


def test_a_flood_of_looks_at_all_pages_asks_the_database_once(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helvia.concord.health.owed, "lasts_s", 3600.0)
    client = browser(helvia.concord)
    client.get("/status")
    asked = list[str]()

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(helvia.database.engine, "before_cursor_execute", listen)
    for path in ("/readyz", "/status", "/metrics") * 5:
        assert client.get(path).status_code == 200
    event.remove(helvia.database.engine, "before_cursor_execute", listen)
    assert asked == []


def test_looking_waits_for_nobody_who_writes(helvia: Outage) -> None:
    answers = list[int]()
    looking = threading.Thread(
        target=lambda: answers.extend(
            browser(helvia.concord).get(path).status_code for path in ("/readyz", "/status", "/metrics")
        ),
        daemon=True,
    )
    with helvia.session() as session:
        escalation.start(session, subject="account:0", policy=NAG, at=helvia.now)
        looking.start()
        looking.join(PATIENCE_S)
        assert answers == [200, 200, 200]


def test_no_page_says_a_secret(helvia: Outage) -> None:
    pages = "".join(browser(helvia.concord).get(path).text for path in ("/readyz", "/status", "/metrics"))
    assert not [word for word in (SECRET, TOKEN, "xoxb-", "postgresql://", "sqlite:") if word in pages]
