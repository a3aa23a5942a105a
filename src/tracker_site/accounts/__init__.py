"""Accounts: what the standings add up to, of silence, promises, dates that slipped, and concerns that come back."""
