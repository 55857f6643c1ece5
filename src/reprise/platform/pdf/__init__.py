"""Documents as PDF: plain data in, an archivable and accessible file out (PDF/A-3a, PDF/UA-1)."""

from reprise.platform.pdf.paper import Letterhead, Paper, render_paper
from reprise.platform.pdf.render import render_pdf

__all__ = ["Letterhead", "Paper", "render_paper", "render_pdf"]
