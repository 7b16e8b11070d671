"""Sheets for what keeps a workshop safe, and for what erases: backups, second versions, trash, names."""
