"""Runtime: threads and forks, extensions, caches, files and terminals, of which a brief knows nothing."""
