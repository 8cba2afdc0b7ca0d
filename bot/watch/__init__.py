"""The independent check: what should have happened by now, asked without the engines, and told to administrators."""
