"""The page of one credential: head, tabs, and what each of them shows."""
