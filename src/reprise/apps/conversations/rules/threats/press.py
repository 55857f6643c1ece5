"""The words of those who tell the press; press fits and filament presses are none."""

from typing import Final

from reprise.apps.conversations.rules.threats.sign import ASK_EN, ASK_FR, NEXT, OTHERWISE, Sign, near

_MACHINE: Final = (
    r"press(?:e)?[ -](?:a (?!ete|deja|ete)\w+|hydraul\w*|plieuse|papiers?|agrumes?|etoupe|manuelle|mecanique|"
    r"fit\w*|brake|bed|"
    r"plate|button|release|kit|tool|nut|in\b|on\b|the|down|to|drill|studs?|d'etabli|de (?:bureau|table|precision))"
)
_THE_PRESS: Final = (
    r"(?:la|a la|de la|une) presse\b(?! (?:a (?!ete|deja)|hydraul|plieuse|papier|agrume|etoupe|manuelle|mecanique|"
    r"que j|d'|"
    r"de (?:bureau|table|precision)|vendue|achetee|livree|recue|en metal|en alu))|(?:les |aux |des |un |une |nos |"
    r"mes )?"
    r"(?:medias?|journalistes?|journaux|redactions?)\b(?! (?:gris|imprime|filtrant))|(?:un|le|au) journal(?: local)?\b|"
    r"60 millions(?: de consommateurs)?|(?:l')?(?:ufc[ -]*)?que choisir|france (?:2|3|info|bleu|televisions)|"
    r"cash investigation|(?:le )?parisien\b|capital sur m6|envoye special|julien courbet|ouest[ -]france|"
    r"la voix du nord|"
    r"bfm\w*|tf1|mediapart"
)
PRESS: Final = (
    Sign(r"\b(?:tf1|france (?:2|3|info)|bfm\w*|m6|the (?:guardian|bbc|times|sun)|le parisien|"
        r"mediapart)\b[^.;,!?\n]{0,8}\b(?:va|vont|sera|"
         r"aimera\w*|adorera\w*|will|would)\b", whole=True),
    Sign(r"\b(?:journalistes?|journalists?|an? reporter|reporters)\b", unless=r"j'ai lu|i read|\bvu\b" + OTHERWISE),
    Sign(near(ASK_FR, _THE_PRESS, 6), unless=r"revue de presse|dossier de presse|attache de presse|carte de presse"),
    Sign(r"\b(?:la presse|les medias|les journalistes?|les journaux)\b[^.;,!?\n]{0,15}\b(?:ser(?:a|ont)|va\b|vont|"
        r"aimera\w*|"
         r"adorera\w*|s'y|saura\w*|appreciera\w*|s'interess\w*|est (?:deja )?(?:prevenue|informee|au courant))",
         whole=True,
         unless=_MACHINE),
    Sign(r"\b(?:interesser\w*|plair\w*|amuser\w*|passionner\w*)\b[^.;,!?\n]{0,15}\b(?:la presse|les (?:medias|"
        r"journalistes|journaux))"),
    Sign(r"\b(?:finir|finira\w*|parle\w*|parlera\w*|publi\w*|raconter\w*|lire|paraitr\w*|"
        r"article)\b[^.;,!?\n]{0,25}\bdans "
         r"(?:la presse|les (?:medias|journaux)|le journal|votre journal)\b", unless=
         r"j'ai (?:lu|vu|decouvert)|vu (?:votre|un|l')"),
    Sign(near(
        ASK_EN,
        r"(?:the |a |an |some |my |local |national |our )*(?:(?<=the |cal |nal )press\b(?! ?-?(?:fit|brake|bed|"
        r"plate|button|release|kit|tool|nut|is|was|you|"
        r"that|and|drill|itself|works|jam))|media\b(?! (?:player|box|stand|kit))|journalists?|reporters?|newspapers?|"
        r"(?:local )?paper\b(?! (?:tray|roll))|tv station|bbc|watchdog)", 4),
        unless=r"social media|press (?:the|any|ok|enter|start|release|kit|fit)|press-fit"),
    Sign(r"\b(?:the press|the media|journalists?|newspapers?|reporters?)\b[^.;,!?\n]{0,12}\b(?:will (?:hear|love|"
        r"be|know|like|want)|"
         r"would (?:love|like|be)|is going to|are going to|has been)", whole=True, unless=
         r"social media|press-fit|the press (?:will be|is going to be) (?:deliver|ship|repair)"),
    Sign(r"\b(?:which|bbc) (?:magazine|watchdog)\b|\bconsumer (?:magazine|programme)\b"),
    Sign(
        NEXT
        + r"(?:la presse|les (?:medias|journaux|journalistes)|the (?:media|newspapers?)|the press\b)(?![ -]fit| a )",
        whole=True,
    ),
)  # fmt: skip
