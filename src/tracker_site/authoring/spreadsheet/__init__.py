"""The spreadsheet that a council keeps today, made into recommendations, actions and what was said of them."""
