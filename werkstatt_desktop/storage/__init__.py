"""One workshop file: opening, checking and changing it.

sqlite3 serves every day, sqlite-utils makes and migrates the schema.
"""
