"""The page of all credentials: table, board, timeline, pathways, skills."""
