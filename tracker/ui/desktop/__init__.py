"""What Cairn is to the desktop: its files, and one window for each record."""
