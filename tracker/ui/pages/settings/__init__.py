"""Settings: cards for the record and for this computer."""
