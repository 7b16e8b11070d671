"""Werkstatt: a desktop program for the moderator of a live workshop."""

__version__ = "0.1.0"
