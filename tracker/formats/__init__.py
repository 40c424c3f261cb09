"""Between bytes and drafts: what other programs write, and what Cairn hands out."""
