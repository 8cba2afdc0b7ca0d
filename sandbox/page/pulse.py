"""What tells a page whether it shows the workspace as it is now."""

from sandbox.workspace import Workspace


def pulse(workspace: Workspace) -> str:
    """Another word whenever something has changed, or the app has come or gone."""
    return f"{workspace.changes.version}{'' if workspace.app_is_connected else '-alone'}"
