"""What is looked at before the doors open."""
