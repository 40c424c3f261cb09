"""Questions to the record: columns in, frozen rows out; nothing here writes."""
