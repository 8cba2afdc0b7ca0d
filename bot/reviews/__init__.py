"""Reviews, whatever is reviewed: their stages, who may decide, and what was decided on exactly what was shown."""
