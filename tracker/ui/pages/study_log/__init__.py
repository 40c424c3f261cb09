"""The study log: week, day, calendar, table and the sheet of hours."""
