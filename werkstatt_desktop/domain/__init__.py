"""What a workshop is and what one can do to it. Standard library only."""
