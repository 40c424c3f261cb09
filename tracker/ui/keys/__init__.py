"""Keys: which does what, who listens, and the order in which Tab goes."""
