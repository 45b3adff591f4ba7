"""Language: dates as a language writes them, the direction of its lines, and the wording of every fact."""
