"""The addresses of the return policy, below a shop's desk: name and view."""

from typing import Final

from reprise.web.backoffice.policy import files, publishing, rows, starting, tables, terms, trying, versions
from reprise.web.backoffice.routes import Routes

ROUTES: Final[Routes] = {
    "policy/": ("policy", tables.policy),
    "policy/times/": ("policy_terms", terms.terms),
    "policy/compare/": ("policy_compare", publishing.compare),
    "policy/publish/": ("policy_publish", publishing.publish),
    "policy/discard/": ("policy_discard", publishing.discard),
    "policy/begin/": ("policy_start", starting.start),
    "policy/file/": ("policy_file", files.policy_file),
    "policy/try/": ("policy_try", trying.try_one),
    "policy/versions/": ("policy_versions", versions.versions),
    "policy/versions/<int:number>/": ("policy_version", versions.version),
    "policy/<slug:table>/": ("policy_table", tables.policy),
    "policy/<slug:table>/<slug:row_id>/": ("policy_row", rows.row),
}
