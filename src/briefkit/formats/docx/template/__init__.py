"""Word template of the user's, prepared for briefs: vetted, and merged with briefkit's styles and lists."""
