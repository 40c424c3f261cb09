"""The timer in the window: what it knows, what it senses, and each place that shows it."""
