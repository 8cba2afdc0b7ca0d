"""What counts where the governance file has no policy of that name, or no route for what is reviewed."""

from bot.governance.routes import Route
from bot.kernel.escalation import Policy

USUAL_POLICIES = (
    Policy.model_validate(
        {
            "name": "freeze",
            "levels": [
                {"after": "0m", "whom": ["publisher", "deputy"]},
                {"after": "15m", "whom": ["publisher", "deputy"]},
                {"after": "30m", "whom": ["role:community_manager"], "every": "30m", "times": 3},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "still_frozen",
            "cycles": 0,
            "levels": [
                {"after": "0m", "whom": ["author"]},
                {"after": "30m", "whom": ["author", "role:community_manager"], "every": "1h", "times": 3},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "unconfirmed",
            "levels": [
                {"after": "4h", "whom": ["author"]},
                {"after": "1d", "whom": ["author", "role:community_manager"], "every": "1d", "times": 3},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "statement",
            "levels": [
                {"after": "15m", "whom": ["owner", "publisher"]},
                {"after": "30m", "whom": ["owner", "publisher", "backup", "deputy"]},
                {"after": "1h", "whom": ["role:community_manager"], "every": "1h", "times": 3},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "after_action",
            "levels": [
                {"after": "0m", "whom": ["author"]},
                {"after": "1d", "whom": ["author", "role:crisis_lead"]},
                {"after": "3d", "whom": ["author", "role:leadership"], "every": "2d", "times": 5},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "corrective_action",
            "levels": [
                {"after": "0m", "whom": ["author"]},
                {"after": "1d", "whom": ["author"]},
                {"after": "3d", "whom": ["author", "role:crisis_lead"], "every": "3d", "times": 5},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "drill_rating",
            "levels": [
                {"after": "1d", "whom": ["author"]},
                {"after": "3d", "whom": ["author"], "every": "3d", "times": 3},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "drill_due",
            "levels": [
                {"after": "0m", "whom": ["author"]},
                {"after": "7d", "whom": ["author", "role:crisis_lead"], "every": "14d", "times": 5},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "checklist",
            "levels": [
                {"after": "30m", "whom": ["author"]},
                {"after": "1h", "whom": ["author", "lead"], "every": "1h", "times": 3},
            ],
        }
    ),
    Policy.model_validate(
        {
            "name": "attestation",
            "levels": [
                {"after": "0m", "whom": ["owner"]},
                {"after": "10d", "whom": ["owner"]},
                {"after": "20d", "whom": ["backup"]},
                {"after": "30d", "whom": ["role:community_manager"]},
            ],
        }
    ),
)
"""For files that were written before there was such a reminder."""

USUAL_ROUTES = (
    Route.model_validate(
        {
            "name": "Crisis",
            "of": ["statement"],
            "stages": [
                {"name": "Crisis lead or legal", "roles": ["crisis_lead", "legal"], "decide": "any", "within": "20m"}
            ],
        }
    ),
    Route.model_validate(
        {
            "name": "After-action review",
            "of": ["crisis review"],
            "stages": [{"name": "Leadership", "roles": ["leadership"], "within": "5d"}],
        }
    ),
)
"""For files that were written before there was such a review."""
