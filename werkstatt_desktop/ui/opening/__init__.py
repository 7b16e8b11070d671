"""What the room sees at the beginning: goal, rules and agenda."""
