"""The window. The only room that knows Qt; it reaches everything else through the record."""
