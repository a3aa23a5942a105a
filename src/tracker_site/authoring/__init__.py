"""The editor's desk: a new site, a new record, a spreadsheet made into records."""
