"""The list of steps: what happened when, and the way back."""
