"""What a person can do, one file a noun; every write to the record is here."""
