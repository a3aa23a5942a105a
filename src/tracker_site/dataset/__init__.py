"""What the public is told: its classes, how they are built, and every form in which they are published."""
