"""Numbers, money, days and times as they are written, for the frames of commitments and the values among citations."""
