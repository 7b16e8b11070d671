"""How the room feels, at the beginning and at the end."""
