"""What the board's screen is made of: lines and lists that draw themselves, cell by cell."""
