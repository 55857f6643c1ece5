"""What tells a threat: a pattern over text in small letters without accents, and when it tells none after all."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that tells a threat.

    `whole`: it has its own subject, so a “not” before it belongs to something else. `needs`: another pattern that has
    to stand in the same sentence; `unless`: one that must not.
    """

    pattern: str
    whole: bool = False
    needs: str = ""
    unless: str = ""


def near(verbs: str, nouns: str, words: int = 5) -> str:
    """A verb, a few words, and what it is done with; the words stay within the clause."""
    return rf"\b(?:{verbs})\b(?:[ '-]+[\w€]+){{0,{words}}}?[ '-]+(?:{nouns})"


# What somebody does with a lawyer, a newspaper or an authority. Stems, for French bends its verbs.
ASK_FR: Final = (
    r"saisi\w*|contact\w*|consult\w*|pren(?:d|n)\w*|mandat\w*|parl\w*|transmet\w*|transmis\w*|appel\w*|avert\w*|"
    r"alert\w*|"
    r"prevenir|previen\w*|preven\w*|inform\w*|ecri[rstv]\w*|ecri|adress\w*|envo[iy]\w*|enver\w*|voir|verr\w*|tourn\w*|"
    r"rapproch\w*|engag\w*|sollicit\w*|confi\w*|remet\w*|signal\w*|denonc\w*|depos\w*|depose|mets|mettr\w*|mis|"
    r"charg\w*|"
    r"chez|direct\w*|all\w+|vais|ira[is]?|passer\w*|passe|faire|fais|ferai|intervenir|va|recour\w*|sais"
)
ASK_EN: Final = (
    r"contact\w*|call\w*|go|going|tell\w*|inform\w*|alert\w*|write|writing|speak\w*|talk\w*|hire|hiring|consult\w*|"
    r"instruct\w*|involv\w*|get|getting|see|seeing|turn\w*|report\w*|hand\w*|pass\w*|forward\w*|refer\w*|bring\w*|"
    r"reach\w*|"
    r"take|taking|took|engag\w*|file|filing|complain\w*|notif\w*|escalat\w*|phone|phoned|email\w*|retain\w*|spoken|told"
)

#: Somebody who is one, or gets something made; and things that are not what they are called.
OTHERWISE: Final = (
    r"|\b(?:est|suis|sont|etes|etait|is|am|are|was|i'm|he's|she's) (?:an? |un |une |le |la |en |the |mon |"
    r"my )?(?:\w+ )?"
    r"(?:avocat|lawyer|solicitor|attorney|journalist|reporter|huissier)|\b(?:avocate?s?|lawyers?|solicitors?|"
    r"attorneys?) (?:est|"
    r"is|was|are) (?:une?|le|la|an?|the|en|my|trop|tres|so|very) |cadeau|\boffr\w+|\bgift|\bpresent for|imprim\w+|"
    r"\bprint(?:ed|ing)?\b|"
    r"maquette|figurine|statuette|\bjeu d|jouet|\btoy\b|costume|deguisement|plaisant\w+|\bjoking\b|loves? your|"
    r"adore\w* votre"
)
#: What somebody names as the next thing to happen.
NEXT: Final = (
    r"\b(?:next (?:stop|step|call|e?mail)(?: is| will be)?|prochaine etape|direction|etape suivante|"
    r"(?:et )?la suite|ce sera|"
    r"on passe a|straight to|off to)\b[^.;!?\n]{0,12}?\b"
)
