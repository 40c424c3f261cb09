"""Rows of the record as Qt models: texts, tones and names for a screen reader."""
