"""The tables of the data: each column is defined once, and its definition gives every form of it."""
