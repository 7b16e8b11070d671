"""The pages of a workshop window, one module each."""
