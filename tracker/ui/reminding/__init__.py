"""Reminders: which are due, the bell that lists them, and the desktop's notifications."""
