"""Support: what several tests share: strategies, files that are made, and outlines of what is read."""
