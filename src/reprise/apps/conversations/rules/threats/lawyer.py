"""The words of those who call a lawyer, a court or a bailiff; avocados and toasters are none."""

from typing import Final

from reprise.apps.conversations.rules.threats.sign import ASK_EN, ASK_FR, NEXT, OTHERWISE, Sign, near

_A_LAWYER: Final = r"(?:un|une|mon|ma|notre|nos|l|d|des|cet) ?'? ?avocat(?:e|s|es)?\b|conseil juridique\b"
_FRUIT: Final = (
    r"\bavocat\w*\W+(?:mur|vert|en plastique|imprime|bio)|\bnoyau|guacamole|\bvert avocat|couleur avocat|recette"
)
LAWYER: Final = (
    Sign(r"\bavocat(?:e|s|es)?\b", unless=_FRUIT + OTHERWISE),
    Sign(r"\b(?:lawyers?|solicitors?|attorneys?|legal advice)\b", unless=_FRUIT + OTHERWISE),
    Sign(r"\b(?:huissiers?|commissaires? de justice|procedures? judiciaires?)\b", unless=OTHERWISE.lstrip("|")),
    Sign(r"\b(?:lawyering|lawyered) up\b|\bj'assigne\b|\b(?:vous|je vous|nous vous) assign\w+|\binjonction de payer\b"),
    Sign(r"(?:= ?|-> ?|\bdonc |\bsinon )(?:le )?(?:tribunal|avocat|justice|huissier)\b", whole=True),
    Sign(r"\b(?:le|au|du|un|les|aux|des) tribuna(?:l|ux)\b",
         unless=r"en face d|a cote d|\brue d|place d|pres d|j'habite|arret d" + OTHERWISE),
    Sign(near(ASK_FR, _A_LAWYER), unless=_FRUIT),
    Sign(
        r"\b(?:mon|ma|notre|nos) avocat(?:e|s|es)?\b[^.;!?\n]{0,25}?\b(?:vous|va\b|vont|prendr\w+|s'en charg\w+|"
        r"conseill\w+|"
        r"dit que|confirm\w+|attend\w*|est (?:deja )?(?:prevenu|saisi|informe|au courant|sur le)\w*|m'a)",
        whole=True, unless=_FRUIT,
    ),
    Sign(r"\b(?:rdv|rendez-vous|affaire a|nouvelles d[eu']|lettre d[eu']|courrier d[eu']|appel d[eu']|"
        r"conseils? d[eu']|entre les "
         r"mains d[eu']|echange avec)\b[^.;,!?\n]{0,14}?\bavocate?s?\b", unless=_FRUIT),
    Sign(r"\b(?:mon|notre) (?:conseil juridique|juriste|service juridique)\b", whole=True),
    Sign(r"\b(?:par|via) (?:un |mon |notre |voie d')?(?:avocat|huissier|commissaire de justice|voie (?:judiciaire|"
        r"de justice))\w*"),
    Sign(r"\b(?:mise|mettre|mets|mettons|mettrai|mettrons|mis) (?:\w+ )?en demeure", whole=True),
    Sign(r"\ben demeure de (?:me |nous )?(?:rembours|livr|remplac|rendre|repar)"),
    Sign(near(ASK_FR, r"(?:le |la |les |au |un )?(?:tribuna(?:l|ux)|juge de proximite|conciliateur|prud'?hommes|"
        r"justice)\b", 4),
         unless=r"rendre justice|rend justice|maquette|cour(?:s)? de tennis|imprim\w+ (?:un|le|la|une) (?:tribunal|"
             r"balance)"),
    Sign(r"\b(?:devant|au) (?:le |les |un )?(?:tribuna(?:l|ux)|juge)\b", unless=r"maquette|j'habite|en face|a cote|"
        r"situe"),
    Sign(near(ASK_FR, r"(?:un |l'|d'|mon |notre |une )?(?:huissier|commissaire de justice)", 4)),
    Sign(r"\b(?:poursui(?:v|t|s)\w*|attaqu\w*|assign\w*|trainer\w*|aller|irai|action|port[ero]\w*|agir\w*|"
        r"agirai)\b[^.;,!?\n]{0,25}"
         r"\ben justice\b"),
    Sign(r"\b(?:engag\w*|entam\w*|entreprend\w*|intent\w*|lanc\w*|initi\w*|men\w*|pass\w*)\b[^.;,!?\n]{0,30}"
         r"\b(?:poursuites?|actions? (?:judiciaires?|en justice|collectives?|legales?)|procedures? (?:judiciaires?|"
         r"legales?|"
         r"contre vous)|demarches? (?:judiciaires?|juridiques?))"),
    Sign(r"\b(?:ma|mon|notre|mes|votre) (?:assurance )?(?:protection|assistance) juridique\b", whole=True,
         unless=r"vous proposez|proposez-vous"),
    Sign(r"\b(?:saisi\w*|contact\w*|activ\w*|actionn\w*|sollicit\w*|appel\w*)\b[^.;,!?\n]{0,20}\bprotection juridique"),
    Sign(r"\b(?:je vous assigne|on se (?:re)?verra (?:au tribunal|devant)|voies de (?:droit|recours judiciaire)|"
         r"voie judiciaire|suites? judiciaires?|toutes? les voies)", whole=True),
    # English
    Sign(near(ASK_EN, r"(?:an?|my|our|the|your|some) (?:\w+ )?(?:lawyers?|solicitors?|attorneys?|barristers?)\b|"
        r"lawyers\b|"
                        r"legal (?:advice|counsel|help)\b", 4)),
    Sign(r"\b(?:my|our) (?:lawyers?|solicitors?|attorneys?|legal (?:team|advis[eo]rs?|"
        r"insurance))\b[^.;!?\n]{0,12}?\b(?:will|is|"
         r"are|has|have|says?|advis\w+|tells?|told|wants?|sends?|to)\b", whole=True,
         unless=r"(?:lawyers?|solicitors?|attorneys?) (?:is|are|has) (?:an? |the |my )?(?:\w+ )?(?:toaster|cat|dog|"
             r"friend|fan|"
                r"happy|customer|printer|neighbou?r|husband|wife|brother|sister|cousin)"),
    Sign(r"\b(?:through|via|from|by) (?:my|our|a) (?:lawyers?|solicitors?|attorneys?)\b", unless=r"gift|present|print"),
    Sign(r"\blegal(?:ly)? (?:action|proceedings|steps|measures|route|remed\w+)\b"),
    Sign(r"\b(?:take|taking|see|seeing|drag|meet|end up|go|going)\b[^.;,!?\n]{0,20}\b(?:to|"
        r"in) (?:the )?(?:\w+ )?court\b",
         unless=r"tennis|basketball|squash|food court|badminton|volleyball"),
    Sign(r"\bsmall claims?\b|\bcourt (?:action|proceedings|claim|case|order|papers)\b|\bletter before (?:action|"
        r"claim)\b"),
    Sign(r"\b(?:will|to|shall|can|could|'ll|may|might|not|i|we|would) sue\b(?! (?:said|told|is|was|and i|for dinner))|"
         r"\bsuing (?:you|your|the)\b|\bsue (?:you|your|them|the (?:shop|company|seller))\b"),
    Sign(r"\b(?:i am|i'm|je suis)(?: moi-meme)? (?:an? )?(?:avocate?|lawyer|solicitor|attorney|juriste)\b",
         needs=r"droits|rights|loi|law\b|legal|tribunal|court|article|poursui|sue"),
    Sign(NEXT + r"(?:avocat|tribunal|huissier|la justice|court\b|(?:my |a |the )?(?:lawyers?|solicitors?|"
    r"attorneys?))", whole=True,
                 unless=r"tennis|maquette"),
)  # fmt: skip
