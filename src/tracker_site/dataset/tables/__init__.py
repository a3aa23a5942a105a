"""The tables of the data: each declared by its rows, its key and the class whose fields are its columns."""
