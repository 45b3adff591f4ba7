"""Typst: the second engine that prints a sheet as a PDF."""
