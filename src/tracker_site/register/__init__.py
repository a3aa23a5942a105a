"""All records together: every reference resolved, every rule across them held."""
