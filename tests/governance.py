"""The governance file of the sandbox's company, which tests change."""

from bot.settings import PACKAGED_GOVERNANCE

TEXT = PACKAGED_GOVERNANCE.read_text()
STAGES = "    stages: [{name: All, roles: [medical, legal]}]\n"
ADS = f"  - name: Ads\n    of: [ad]\n{STAGES}"
