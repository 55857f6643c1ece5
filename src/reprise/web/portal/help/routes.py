"""The addresses of the help."""

from typing import Final

from django.urls import path

from reprise.web.portal.help import article, home, rate
from reprise.web.portal.help import sitemap as maps

ROUTES: Final = (
    path("help/", home.help_home, name="help"),
    path("help/ask/titles/", home.titles, name="help_titles"),
    path("help/ask/settled/", home.settled, name="help_settled"),
    path("help/<slug:slug>/", article.article, name="help_article"),
    path("help/<slug:slug>/rate/", rate.rate, name="help_rate"),
    path("sitemap.xml", maps.sitemap, name="sitemap"),
)
