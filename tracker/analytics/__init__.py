"""Questions with numbers for answers: rows in, frozen answers out; nothing here reads a clock."""
