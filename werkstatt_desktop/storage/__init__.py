"""One workshop file: opening, checking and changing it. sqlite3 on the way of every day, sqlite-utils for the schema."""
