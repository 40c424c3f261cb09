"""The record's file: engine, unit of work with history and undo, migrations, queries, backups.

Nothing above this room knows SQL.
"""
