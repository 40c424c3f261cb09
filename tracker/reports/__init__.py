"""What leaves the record as files for others: answers and rows in, bytes out."""
