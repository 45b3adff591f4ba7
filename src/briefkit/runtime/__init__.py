"""Runtime: forks and threads, loading of extensions, caches, atomic files, terminals; nothing of briefs."""
