"""E-mail: a page for mail programs, with tables for its frame and every style where it is used."""
