"""Cairn: a record of micro-credentials, the hours and the money that went in."""

__version__ = "0.1.0"
