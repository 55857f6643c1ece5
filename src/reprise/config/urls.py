"""The map of the house: pages under a language, the API and health without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from reprise.web.api.problems import no_such_address

urlpatterns = [
    path("healthz/", include("reprise.web.health.urls")),
    path("api/v1", no_such_address),
    path("api/v1/", include("reprise.web.api.urls")),
    path("calendar/", include("reprise.web.calendars.urls")),
    path("embed/", include("reprise.web.embed.urls")),
    path("hooks/", include("reprise.web.webhooks.urls")),
    path("", include("reprise.web.home.urls")),
    *i18n_patterns(
        path("s/<slug:shop_slug>/", include("reprise.web.portal.urls")),
        path("desk/", include("reprise.web.backoffice.urls")),
        path("account/", include("reprise.web.accounts.urls")),
        path("outbox/", include("reprise.web.outbox.urls")),
        path("tour/", include("reprise.web.tour.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "reprise.web.errors.bad_request"
handler403 = "reprise.web.errors.forbidden"
handler404 = "reprise.web.errors.not_found"
handler500 = "reprise.web.errors.fault"
