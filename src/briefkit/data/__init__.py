"""Data: a brief as plain data, and the JSON Schema of that."""
