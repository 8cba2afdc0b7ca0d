"""Concord: a company's social media as one company's."""
