"""The least that posting can be: `python -m benchmarks.poster THREADS CHANNEL…` posts once to each channel."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from slack_sdk import WebClient


def main(threads: int, channels: list[str]) -> None:
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda channel: client.chat_postMessage(channel=channel, text="hello"), channels))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
