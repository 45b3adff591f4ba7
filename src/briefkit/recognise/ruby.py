"""Ruby: how words are read, in parentheses behind them, as pages have it where nothing prints it over them (HTML, 4.5.10)."""

#: What stands around the reading of words.
OPENING, CLOSING = "(", ")"


def with_reading(words: str, reading: str) -> str:
    """Return words and how they are read: "漢字(kanji)"."""
    return f"{words}{OPENING}{reading}{CLOSING}" if reading else words
