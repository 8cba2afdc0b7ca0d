"""The made-up company whose workspace the sandbox opens with."""

from pathlib import Path

COMPANY_FILE = Path(__file__).with_name("company.yml")
STORY_FILE = Path(__file__).with_name("story.yml")
