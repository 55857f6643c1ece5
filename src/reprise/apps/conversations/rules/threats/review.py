"""The words of those who shame in public; good reviews, and reviewing an order, are none."""

from typing import Final

from reprise.apps.conversations.rules.threats.sign import NEXT, Sign, near

_SITES: Final = (
    r"google|trust ?pilot|tripadvisor|facebook|instagram|tik ?tok|twitter|youtube|reddit|avis[ -]verifies|linkedin|"
    r"yelp|"
    r"forums?|internet|en ligne|online|partout|everywhere|reseaux(?: sociaux)?|social media|publi\w*|sur le net|sur x\b"
)
_BAD: Final = (
    r"negati\w*|mauvais\w*|sale\b|salee?s?\b|catastroph\w*|desastr\w*|assassin\w*|incendiaire\w*|zero|honnete\w*|"
    r"merit\w*|"
    r"horrible|terrible|bad\b|negative|awful|one[ -]star|1[ -]?star|damning|scathing|honest|truth\w*|verite|worst|"
    r"poor\b|"
    r"0[ -]star|une? (?:seule )?etoile|1 ?etoile|arnaque\w*|scam\w*|honte\w*|menson\w*|decu\w*|pitie"
)
_OR_ELSE: Final = (
    r"sinon\b|a defaut|sans (?:reponse|remboursement|nouvelles|solution)|faute de|si vous|si je n|si rien|si d'ici|"
    r"ou (?:bien )?je|unless|otherwise|or else|\bor i\b|if you|if i\b|if this|if nothing|if it"
)
_ASKED: Final = (
    r"|\b(?:pouvez|pourriez|peux|pourrais)[ -](?:vous|tu|je)|est-ce que|\b(?:can|could|would|may) (?:you|i)\b|"
    r"\bplease\b|"
    r"\b(?:donne|faite|laisse|give|send|tell)\w*[ -](?:moi|nous|me|us)\b|\bvotre (?:avis|retour|note de|evaluation)\b|"
    r"\ba jour\b|bon de livraison|note de (?:livraison|frais|credit)|avis de passage|dans le formulaire"
)
_GOOD: Final = (
    r"\b(?:positi\w*|excellent\w*|super\w*|cinq etoiles|5 ?etoiles|five[ -]stars?|5[ -]?stars?|great|good|glowing|"
    r"lovely|"
    r"bon(?:ne)? (?:avis|note|commentaire)|tres bon|nice|wonderful|fantastic|merci|thanks|thank you|bravo|content\w*|"
    r"satisfait\w*|happy|recommand\w*|recommend\w*|pleasure|plaisir)\b"
)
_WRITE_FR: Final = (
    r"laiss\w*|mett\w*|mets|met|mis|post\w*|publi\w*|ecri\w*|redig\w*|donn\w*|depos\w*|partag\w*|ferai|fais|faire|"
    r"attribu\w*|balanc\w*|poser\w*|aurez|allez avoir|recevrez"
)
_WRITE_EN: Final = r"leav\w*|left|post\w*|writ\w*|wrote|giv\w*|gave|publish\w*|put\w*|shar\w*|get|rate|rating"
REVIEW: Final = (
    Sign(r"\b(?:zero|0|une seule) ?etoiles?\b|\b(?:one|1|zero|0)[ -]stars?\b(?= (?:incoming|coming|review|rating|"
        r"from me|for you))", whole=True),
    Sign(r"\b(?:merit\w*|deserv\w*|vaut|worth)\b[^.;,!?\n]{0,12}\b(?:avis|reviews?|notes?|etoiles?|"
        r"stars?)\b[^.;,!?\n]{0,20}\b(?:" + _BAD +
         r"|pourri\w*)", unless=_GOOD),
    Sign(r"\b(?:mett\w+|mets|donner\w*|laisser\w*|giv\w+|rate|rating)\b[^.;,!?\n]{0,15}\b[01] ?(?:/|sur|"
        r"out of) ?(?:5|10|20)\b"),
    Sign(r"\b(?:parler\w*|raconter\w*|ouvr\w*|lanc\w*|cre\w*|balancer\w*|"
        r"dirai)\b[^.;,!?\n]{0,20}\b(?:sur (?:tous )?les (?:forums|groupes|reseaux)|fil "
         r"reddit|petition|hashtag)", unless=_GOOD + r"|projet|creation|modele|\bpiece\b"),
    Sign(r"\b(?:l'|un |des |ou )avis (?:google|trust ?pilot|facebook)\b",
         needs=rf"\b(?:{_OR_ELSE}|{_BAD})", unless=_GOOD + _ASKED),
    Sign(r"\battend\w*[ -](?:vous|toi)\b[^.;!?\n]{0,25}\b(?:avis|commentaires?|etoiles?|notes?)\b",
         whole=True, unless=_GOOD),
    Sign(r"\b(?:dire|raconter\w*|prevenir|avertir\w*|previen\w*|dirai|"
        r"expliquer\w*)\b[^.;,!?\n]{0,20}\b(?:tout le monde|tous mes "
         r"(?:amis|abonnes|contacts|followers|collegues)|autour de moi|mon entourage)\b", unless=_GOOD),
    Sign(r"\b(?:tell|telling|warn|warning|show) (?:everyone|everybody|people|the world|all my (?:friends|"
        r"followers)|my followers)\b",
         needs=r"\b(?:what|how|about (?:you|this)|not to|avoid|you)\b", unless=_GOOD),
    Sign(r"\b(?:publier|poster|mettr|diffuser)(?:ai|ons) (?:toutes )?(?:les|vos|ces|nos|mes) (?:photos?|videos?|"
        r"preuves|echanges|mails?|"
         r"messages)\b[^.;!?\n]{0,20}\b(?:" + _SITES + r")", unless=_GOOD),
    Sign(r"\b(?:post|posting|share|sharing|publish|publishing|put|putting) (?:this|these|it all|all (?:this|"
        r"of this|of it)|everything|"
         r"our (?:emails?|chat)|your (?:emails?|messages?))\b[^.;!?\n]{0,25}\b(?:" + _SITES + r")", unless=_GOOD),
    Sign(r"\b(?:my|mon|notre|our) (?:avis|review)\b[^.;!?\n]{0,15}\b(?:" + _SITES + r")", unless=_GOOD + _ASKED),
    Sign(r"\b(?:publi\w*|post\w*) (?:mon|notre) avis\b", unless=_GOOD + _ASKED),
    Sign(near(_WRITE_FR, r"(?:avis|commentaires?|evaluations?|notes?|retour)\b(?! (?:d'imposition|contraire))", 6),
         needs=rf"\b(?:{_BAD}|{_SITES})", unless=_GOOD + _ASKED),
    Sign(near(_WRITE_FR, r"(?:un|mon|des) (?:avis|commentaire)\b(?! (?:d'imposition|contraire))", 3),
         needs=rf"\b(?:{_OR_ELSE})", unless=_GOOD + _ASKED),
    Sign(r"\b(?:votre|vos) (?:notes?|pages?|etoiles)\b[^.;!?\n]{0,20}\b(?:va|vont|risque\w*) (?:\w+ )?(?:chuter|"
        r"baisser|souffrir|"
         r"tomber|plonger|prendre)", whole=True),
    Sign(r"\b(?:pourrir|plomber|descendre|demolir|saboter) (?:votre|vos) (?:page|note|reputation|fiche|avis)"),
    Sign(r"\b(?:mon|notre) avis (?:google|trust ?pilot|sur internet)\b[^.;!?\n]{0,25}\b(?:sera|va)\b",
         whole=True, unless=_GOOD),
    Sign(r"\b(?:publier|poster|partager|diffuser|raconter)(?:ai|ons)\b[^.;!?\n]{0,25}\b(?:reseaux|internet|partout|"
        r"forums?|facebook|"
         r"google|tik ?tok)\b", unless=_GOOD + r"|photo|creation|modele|fichier|realisation"),
    Sign(near(_WRITE_FR, r"(?:une seule|1|zero|0) ?etoile", 5), whole=True),
    Sign(near(_WRITE_FR, r"une etoile\b(?= ?(?:sur (?:google|trust|internet|votre|les)|partout|et |[.,!?;]|$))", 4),
         unless=r"sapin|noel|imprim|piece|modele|decor|stl"),
    Sign(r"\b(?:avis (?:negatifs?|google|trust ?pilot)|mauvais avis|"
        r"commentaires? negatifs?)\b[^.;!?\n]{0,30}\b(?:suivr\w*|"
         r"arriv\w*|vous attend\w*|tomber\w*|sera|seront|en preparation|va|vont|est pret)", whole=True),
    Sign(r"\b(?:vais|allons|compte|\w{2,}er(?:ai|ons)|ferai|ferons|(?:vous|la|le|les|tout) (?:afficher|denoncer)|"
        r"hesit\w+ a)\b"
         r"[^.;!?\n]{0,50}\b(?:reseaux(?: sociaux)?|facebook|tik ?tok|instagram|twitter|reddit|forums?|internet|"
         r"youtube|"
         r"trust ?pilot|google)\b",
         needs=r"\b(?:tout\b|ca\b|cela|affaire|histoire|experience|mesaventure|methodes|pratiques|agissements|"
             r"savoir|afficher|"
               r"denonc\w*|arnaque\w*|scandale\w*|honte\w*|sinon|votre comportement|service client|escro\w*|voleurs?|"
               r"le dire|raconter|avertir|prevenir)", unless=_GOOD),
    Sign(r"\b(?:mauvaise (?:pub\b|publicite|reputation)|contre[ -]publicite|bad[ -]buzz)", whole=True,
         unless=r"pas (?:une |de )?(?:mauvaise|contre)"),
    Sign(r"\b(?:salir|ruin\w*|detrui\w*|entach\w*|nuire a|attention a|gare a|pens\w* a|ternir) (?:votre|vos|la) "
         r"(?:e-?)?reputations?\b"),
    Sign(r"\b(?:denonc\w+ (?:publiquement|vos|votre|cette arnaque)|rendre (?:tout |ca |cela |l'affaire |"
        r"cette affaire )?public|"
         r"rendrai (?:tout |ca |cela |l'affaire )?public\w*|tout le monde (?:va|saura|doit) (?:le )?savoir|"
         r"tout le monde le saura|"
         r"faire savoir a tout le monde)", whole=True),
    # English
    Sign(near(_WRITE_EN, r"(?:reviews?|ratings?|comments?|feedback)\b", 6), needs=rf"\b(?:{_BAD}|{_SITES})",
         unless=_GOOD + _ASKED),
    Sign(near(_WRITE_EN, r"(?:a|my|our) (?:\w+ )?review\b", 3), needs=rf"\b(?:{_OR_ELSE})", unless=_GOOD + _ASKED),
    Sign(r"\b(?:expect|prepare for|watch out for|look forward to|get|deserve|see|"
        r"enjoy)\b[^.;,!?\n]{0,20}\b(?:(?:one|1|zero|0)[ -]"
         r"stars?|(?:terrible|bad|negative|awful|scathing|honest|damning|horrible) reviews?)", unless=_GOOD + _ASKED),
    Sign(near(_WRITE_EN, r"(?:one|1|zero|0|two|2)[ -]?stars?\b", 5), whole=True, unless=r"christmas|print|decor"),
    Sign(r"\b(?:review bomb\w*|name and shame|bad press|bad publicity|negative publicity|bad word of mouth)\b",
         whole=True),
    Sign(r"\b(?:ruin|destroy|damage|tarnish|hurt|trash|wreck) your (?:online )?reputation\b"),
    Sign(r"\b(?:will|going to|gonna|'ll|shall|about to|happy to|let)\b[^.;!?\n]{0,45}\b(?:social media|facebook|"
        r"tik ?tok|instagram|"
         r"twitter|reddit|forums?|internet|youtube|trust ?pilot|google|everyone|everybody|the world)\b",
         needs=r"\b(?:this|story|experience|everything|scam\w*|treat\w*|fraud\w*|warn\w*|expos\w*|know\b|shame|"
             r"rip[ -]?off|"
               r"otherwise|unless|truth|avoid|thieves)", unless=_GOOD),
    Sign(r"\b(?:go|going|went) (?:public|viral)\b(?! (?:holiday|transport|library))", whole=True),
    Sign(NEXT + r"(?:trust ?pilot|google|les reseaux|social media|tik ?tok|twitter)", whole=True, unless=_GOOD),
)  # fmt: skip
