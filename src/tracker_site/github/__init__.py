"""What the workflows on GitHub do beside running the tool's own commands; each module is run by one of them."""
