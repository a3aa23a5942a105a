"""Which pages there are: the address, the template and exactly what each shows."""
