"""A user's own Word template, made ready for briefs."""
