"""PDF written with WeasyPrint: pages printed, tagged, made to conform to PDF/UA and PDF/A, and given the payload."""
