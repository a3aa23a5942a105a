"""What tells one state of the content from another, as the public sees it: differences, corrections, their history."""
