"""Other trackers: what their data must be, and what is read, checked and fetched of it."""
