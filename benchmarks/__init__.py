"""How fast briefkit is, as ratios to a peer that does the same work in the same run: `make bench`."""
