"""What the board's keys do, by subject; `screens/board.py` puts them together."""
