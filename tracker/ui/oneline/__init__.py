"""The one-line field: what is typed, how it is read live, and what it offers."""
