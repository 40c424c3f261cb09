"""Plan: goals, streak and rest, planned study, renewals, deadlines."""
