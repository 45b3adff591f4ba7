"""PDF read: the brief in it, and the words that it shows."""
