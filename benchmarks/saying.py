"""The least that telling a room can be: each form that is sent is posted there, and nothing is kept."""

import os
import threading

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from benchmarks.bare import EVERYTHING
from benchmarks.crisis import WAR_ROOM


def main() -> None:
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response=True, token_verification_enabled=False)

    def say(ack: Ack) -> None:
        client.chat_postMessage(channel=WAR_ROOM, text="A crisis")
        ack()

    app.view(EVERYTHING)(say)
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect()
    threading.Event().wait()


if __name__ == "__main__":
    main()
