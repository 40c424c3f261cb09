"""Small widgets from which every screen is made. They know the look and nothing of the record."""
