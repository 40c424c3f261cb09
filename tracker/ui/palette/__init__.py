"""The command palette: one field over everything that can be done, seen or found."""
