"""People of agencies and partners: they write drafts for named accounts until a date, and nothing else."""
