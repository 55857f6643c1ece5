"""Documents as PDF: plain data in, an archivable and accessible file out (PDF/A-3a, PDF/UA-1)."""

from reprise.platform.pdf.render import render_pdf

__all__ = ["render_pdf"]
