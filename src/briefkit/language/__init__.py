"""Language: how dates are written, and which way lines run."""
