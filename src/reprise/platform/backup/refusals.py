from reprise.core.refusals import Kind, Refusal


class Unusable(Refusal):
    """The copy, or the place for it, cannot be used."""

    code = "backup_unusable"
    kind = Kind.CONFLICT
    sentence = "%(why)s"
