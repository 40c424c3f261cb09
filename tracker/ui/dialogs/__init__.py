"""Dialogs that ask, import, keep and tell."""
