"""Lock of PDFium, which has one state for the whole process."""

from __future__ import annotations

from threading import RLock

PDFIUM_LOCK = RLock()
