"""The words of those who report to an authority, the police or a mediator."""

from typing import Final

from reprise.apps.conversations.rules.threats.sign import ASK_EN, ASK_FR, NEXT, Sign, near

_AUTHORITIES_FR: Final = (
    r"(?:la |le |les |l'|a la |au |aux |de la |du |a l'|une |un )?(?:dgccrf|ddpp|repression des fraudes|fraudes\b|"
    r"signal ?conso|"
    r"cnil\b|gendarm(?:erie|es)|police\b(?! (?:d'|de caracter|d'ecriture|est|trop|du texte|gravee|arial))|"
    r"commissariat|procureur\w*|"
    r"mediat(?:eur|rice|ion)\b(?! (?:du triangle|d'un))|"
    r"defenseur des droits|autorites?\b(?! (?:parentale|de ))|centre europeen des consommateurs|"
    r"association (?:de|des) (?:defense (?:de|des) )?consommateurs|ufc\b|clcv|services? de l'etat|"
    r"inspection du travail|"
    r"services? veterinaires)"
)
_AUTHORITIES_EN: Final = (
    r"(?:the |a |an |my |your |our |local |national )*(?:trading standards|ombudsman|consumer (?:protection|"
    r"affairs|rights "
    r"(?:body|organisation|organization|group)|authorit\w+|association|council|centre|center|agency|watchdog|"
    r"commission)|police\b"
    r"(?! (?:box|car|badge|helmet|station|figure|model|costume))|authorit(?:y|ies)\b|regulators?|citizens advice|ftc\b|"
    r"better business bureau|bbb\b|attorney general|data protection (?:authority|commissioner)|ico\b|mediator|"
    r"action fraud|"
    r"european consumer cent\w+|dgccrf|signal ?conso|resolver\b)"
)
AUTHORITY: Final = (
    Sign(r"\b(?:dgccrf|ddpp|signal ?conso|repression des fraudes|l'ufc|centre europeen des consommateurs|cnil|"
        r"trading standards|ombudsman|police report)\b",
         unless=r"qui est|who is|quel(?:le)? est|which|conforme|\brgpd\b|figurine|\bcombat"),
    Sign(near(ASK_FR, _AUTHORITIES_FR, 6), unless=r"police d'(?:ecriture|impression)|qui est (?:votre|le) mediateur|"
         r"numero de (?:la )?police|police d'assurance|chang\w+ (?:de |la )?police"),
    Sign(r"\b(?:porte|portons|porter|porterai\w*|porterons|deposer\w*|depose\w*|deposons) (?:une )?(?:\w+ )?plainte\b"),
    Sign(r"\bplainte (?:aupres|a la (?:police|gendarmerie)|au (?:commissariat|penal|procureur)|penale|"
        r"contre (?:vous|votre))"),
    Sign(r"\b(?:dgccrf|ddpp|signal ?conso|repression des fraudes)\b[^.;!?\n]{0,20}\b(?:va|vont|ser(?:a|ont)|"
        r"saura\w*|est|sont|"
         r"s'en)\b", whole=True),
    Sign(r"\b(?:signalement|reclamation|dossier|plainte) (?:\w+ ){0,3}(?:aupres de |a |sur |chez )?(?:la |l'|le |les )?"
         r"(?:dgccrf|ddpp|signal ?conso|repression des fraudes|cnil|mediateur|ufc|autorites)", whole=True),
    # English
    Sign(near(ASK_EN, _AUTHORITIES_EN, 6), unless=r"who is your mediator|report (?:card|back)"),
    Sign(r"\b(?:trading standards|the ombudsman|the police|consumer protection|the authorities|"
        r"the ftc)\b[^.;,!?\n]{0,12}"
         r"\b(?:will|are going|is going|would|has been|have been|about)\b", whole=True),
    Sign(r"\b(?:press|pressing|file|filing|filed) (?:criminal )?(?:charges|a (?:police|criminal|formal|"
        r"consumer) (?:report|complaint))\b"),
    Sign(NEXT + rf"(?:{_AUTHORITIES_FR}|{_AUTHORITIES_EN})", whole=True),
)  # fmt: skip
