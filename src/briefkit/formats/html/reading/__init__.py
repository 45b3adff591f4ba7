"""HTML read: pages of briefkit's own as a Sheet, other pages as lines."""
