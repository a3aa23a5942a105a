"""Status across meetings: what is shown, derived once, for any day."""
