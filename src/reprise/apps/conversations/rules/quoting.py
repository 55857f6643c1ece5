"""What of a mail was written now, and what it quotes. Nothing is cut: each line stands in one of the two."""

import re
from typing import Final

_SPACE: Final = r"[ \t\u00a0\u202f]"
_WROTE: Final = r"(?:[àa] [ée]crit|wrote|schrieb|escribi[óo]|ha scritto|schreef|escreveu|napisał|έγραψε)"
_ATTRIBUTION: Final = re.compile(
    rf"^(?:le|on|am|el|il|op|em|στις|w dniu)\b.{{4,300}}{_WROTE}{_SPACE}*:?{_SPACE}*$"
    rf"|^(?:am|op)\b.{{4,120}}\b(?:schrieb|schreef)\b.{{1,200}}:{_SPACE}*$"
    rf"|^.{{1,120}}<[^<>@\s]+@[^<>\s]+>{_SPACE}*{_WROTE}{_SPACE}*:{_SPACE}*$",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(
    r"^[-_*=]{2,}\s*(?:message d.origine|message original|original message|message transf[ée]r[ée]|forwarded message"
    r"|urspr[üu]ngliche nachricht|courriel original|e-mail d.origine|mensaje original|messaggio originale)\s*[-_*=]{2,}"
    r"\s*:?$|^(?:begin forwarded message|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée]))\s*:$",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"^[_\-]{10,}$")
_FROM: Final = re.compile(rf"^\*?(?:from|de|von|da){_SPACE}*:\*?{_SPACE}*\S", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"^\*?(?:sent|date|envoy[ée](?: le)?|to|[àa]|cc|subject|objet|gesendet|an|betreff|inviato|enviado|para|asunto)"
    rf"{_SPACE}*:\*?",
    re.IGNORECASE,
)
_LOOK: Final = 3  # an attribution may be wrapped over so many lines
MUCH: Final = 400  # letters in the fold that no quotation mark precedes: the reader is told to look


def split_quoted(text: str) -> tuple[str, str]:
    """What was written now, and the part to fold; both keep every line of theirs, in order."""
    lines = text.split("\n")
    cut = _first_cut(lines)
    own, folded = lines[:cut], lines[cut:]
    below = _below(folded)
    if below is not None and not _words(own):  # the answer stands under what it quotes
        return _joined(folded[below:]), _joined([*own, *folded[:below]])
    if below is not None:  # the answers stand between the lines: they make sense only together
        last = max(at for at, line in enumerate(folded) if _own_word(line))
        own, folded = own + folded[: last + 1], folded[last + 1 :]
    return _joined(own), _joined(folded)


def folded_much(quoted: str) -> bool:
    """Whether the fold holds many words without a quotation mark, some of which may have been written now."""
    unmarked = (line for line in quoted.split("\n") if _own_word(line))
    return sum(len(line) for line in unmarked if not _FROM.match(line) and not _FIELD.match(line)) > MUCH


def _first_cut(lines: list[str]) -> int:
    """The number of the line from which on everything is quoted."""
    for at, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        if bare.startswith(">") and _only_quoted(lines, at):
            return at
        if _SEPARATOR.match(bare) or _is_header_block(lines, at):
            return at
        if _RULE.match(bare) and any(_is_header_block(lines, near) for near in range(at + 1, min(at + 3, len(lines)))):
            return at
        if len(bare) < 400 and _is_attribution(lines, at):
            return at
    return len(lines)


def _only_quoted(lines: list[str], at: int) -> bool:
    """Whether a run of quotation marks begins the mail or ends it."""
    return not _words(lines[:at]) or all(line.strip().startswith(">") for line in lines[at:] if line.strip())


def _is_attribution(lines: list[str], at: int) -> bool:
    joined = ""
    for line in lines[at : at + _LOOK]:
        if not line.strip():
            break
        joined = f"{joined} {line.strip()}".strip()
        if len(joined) > 400:
            return False
        if _ATTRIBUTION.match(joined):
            return True
    return False


def _is_header_block(lines: list[str], at: int) -> bool:
    """Outlook's way: From, Sent, To, Subject, one below the other."""
    if not _FROM.match(lines[at].strip()):
        return False
    near = [line.strip() for line in lines[at + 1 : at + 9] if line.strip()][:4]
    return sum(bool(_FIELD.match(line)) for line in near) >= 2


def _below(folded: list[str]) -> int | None:
    """Where own words begin after lines with quotation marks; None where there are none, or no marks to go by."""
    marked = [at for at, line in enumerate(folded) if line.lstrip().startswith(">")]
    if not marked:
        return None
    first = marked[0]
    return next((at for at in range(first, len(folded)) if _own_word(folded[at])), None)


def _own_word(line: str) -> bool:
    bare = line.strip()
    return bool(bare) and not bare.startswith(">") and any(sign.isalnum() or ord(sign) > 0x2190 for sign in bare)


def _words(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")
