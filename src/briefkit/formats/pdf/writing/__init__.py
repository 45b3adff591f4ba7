"""PDF written: WeasyPrint's, tagged and made fit to keep."""
