"""From minutes as councils publish them to a meeting file that needs only checking."""
