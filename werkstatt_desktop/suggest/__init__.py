"""Quiet hints that help the moderator and decide nothing."""
