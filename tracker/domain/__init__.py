"""The words of Cairn: what is typed (drafts), what is recorded (rows), what happened (changes).

Frozen dataclasses and enumerations over the standard library; nothing here reads a clock, a file
or a database.
"""
