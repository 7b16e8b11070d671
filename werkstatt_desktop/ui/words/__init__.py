"""The sheet in which words are found and replaced."""
