"""The content calendar: what is to be published where and when."""
