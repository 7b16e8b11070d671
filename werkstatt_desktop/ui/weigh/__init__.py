"""Weigh: rounds of voting, whose dots the moderator counts."""
