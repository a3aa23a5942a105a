"""The index of the pages worth finding, for the search in the browser."""
