"""Suggestions beside the board, to be accepted one by one."""
