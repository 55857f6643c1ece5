"""The words of threats, French and English, as they stand in text without capitals, accents and apostrophes."""

from typing import Final

from reprise.apps.conversations.kinds import Alarm

LAWYER: Final = (
    r"(?<!couleur )(?<!vert )(?<!noyau d )(?<!huile d )avocate?s?", r"(?:mise|mettre|mets|mettrai|mettons) en demeure",
    r"tribuna(?:l|ux)", r"assign(?:ation|er|erai|erons)", r"(?:en|la|devant la|saisir la) justice",
    r"actions? (?:judiciaires?|en justice)", r"poursuites?(?: judiciaires?)?", r"poursuiv(?:rai|rons|re)",
    r"huissiers?", r"commissaires? de justice", r"voies? (?:de droit|juridiques?|judiciaires?|legales?)",
    r"(?:juge|juges) (?:de|des|du)", r"devant (?:le|un) juge", r"(?:un|en) proces(?! verbal)", r"conciliateurs?",
    r"(?:protection|assistance|service|conseil|conseiller|assurance) juridique", r"suites? judiciaires?",
    r"(?:porter|porte|porterai|portons|deposer|depose|deposerai|depot de) plainte", r"au penal",
    r"lawyers?", r"solicitors?", r"attorneys?", r"barristers?", r"law ?suits?", r"letter before (?:action|claim)",
    r"legal (?:action|steps|advice|proceedings|team|counsel|representation|insurance|department|route)",
    r"(?:to|in|go to|claims|county) court", r"small claims", r"take (?:you|this|it) to court", r"cease and desist",
    r"(?:will|to|ll|gonna|could|can|may|might|shall) sue", r"sue (?:you|your|them|the)", r"suing", r"press charges",
)  # fmt: skip
PRESS: Final = (
    r"(?:la|de) presse(?! a |-)", r"presse (?:locale|ecrite|nationale|regionale|specialisee)", r"medias?(?! type)",
    r"journalistes?", r"journa(?:l|ux)(?! de bord)", r"(?:un|votre|en) reportage", r"la television", r"a la tele", r"la radio",
    r"julien courbet", r"60 millions de consommateurs", r"que choisir", r"cash investigation",
    r"(?:to|the|local|national|trade) press(?! the| here| and hold)", r"newspapers?", r"journalists?", r"reporters?",
    r"(?:go|going|talk|speak|write) to the (?:media|papers)", r"consumer (?:magazine|programme|show)",
    r"bbc", r"watchdog",
)  # fmt: skip
AUTHORITY: Final = (
    r"dgccrf", r"(?:repression|service|direction) des fraudes", r"aux fraudes", r"ddpp",
    r"protection des populations", r"signal ?conso", r"cnil", r"defenseur des droits", r"mediat(?:eur|rice|ion)s?",
    r"(?:la|a la|au commissariat de) police(?! d| de caract)", r"commissariat", r"gendarmes?", r"gendarmerie",
    r"procureur", r"(?:aux|les) autorites", r"centre europeen des consommateurs", r"associations? de consommateurs?",
    r"ufc", r"clcv", r"trading standards", r"ombudsman",
    r"consumer (?:protection|rights|affairs|association|ombudsman)",
    r"(?:to|call|calling|with) the police", r"action fraud", r"citizens advice", r"data protection authority",
    r"competition authority", r"\bico\b", r"federal trade commission", r"better business bureau", r"bbb",
    r"(?:the|to the) authorities", r"eccnet", r"ecc net", r"regulator",
)  # fmt: skip
_NETWORKS: Final = (
    r"(?:les reseaux(?: sociaux)?|facebook|twitter|instagram|tiktok|reddit|youtube|linkedin|google|trustpilot|internet|"
    r"social media|the internet|forums?|discord|les forums|avis verifies)"
)
_TELLING: Final = (
    r"(?:publi|post|partag|racont|dirai|parler|mettr|laiss|ecri|denonc|expos|diffus|avert|prevenir|prevenons|previen|"
    r"temoign|signal|share|sharing|tell|leav|writ|warn|blast|complain)\w*"
)
REVIEW: Final = (
    r"(?:mauvais|mauvaise|tres mauvais|pire)s? (?:avis|notes?|evaluations?|pub|publicite|commentaires?)",
    r"avis (?:tres )?(?:negatifs?|defavorables?|incendiaires?|assassins?|sale|cinglants?|desastreux|catastrophiques?)",
    r"avis (?:google|trustpilot|publics?)", r"commentaires? (?:negatifs?|assassins?)", r"note (?:negative|minimale)",
    r"(?:laiss|mett|post|publi|depos|redig|ecri|donn)\w* (?:un |mon |des |vous un |une |ma )?(?:avis|note|evaluation)(?! contr)",
    r"(?:une|1|0|zero) (?:seule )?etoiles?(?! de )", r"avis verifies", r"trustpilot",
    r"(?:bad|negative|terrible|horrible|awful|scathing|poor|honest|damning|one star|1 star|zero star|public) reviews?",
    r"(?:leav|writ|post|put|giv)\w* (?:you |up )?(?:a |an |my |this |one )?(?:\w+ )?reviews?",
    r"(?:one|1|zero|0) stars?(?! rating of)", r"name and shame", r"tell (?:everyone|everybody|all my|the whole)",
    r"warn (?:everyone|others|people|other customers|everybody)", r"go(?:ing)? public", r"review you",
    rf"{_TELLING} (?:\w+ ){{0,6}}(?:sur|partout sur|dans|on|all over|about|across) {_NETWORKS}",
    r"faire (?:savoir|connaitre) (?:a tous|a tout le monde|publiquement)", r"mauvaise reputation", r"bad publicity",
)  # fmt: skip

WORDS: Final = {
    Alarm.LAWYER: LAWYER, Alarm.PRESS: PRESS, Alarm.REVIEW: REVIEW, Alarm.AUTHORITY: AUTHORITY,
}  # fmt: skip

#: Words that only look like a no: “I will not hesitate to …”, “do not make me …”.
NO_NO: Final = (
    r"(?:ne |n )?hesiter(?:ai|ons|ais)? pas", r"ne manquer(?:ai|ons) pas",
    r"(?:pas|plus) d autres? (?:choix|solution|option)",
    r"ne (?:m |me |nous )?(?:obligez|forcez|contraignez|poussez) pas", r"pas (?:peur|honte) d", r"pourquoi ne pas",
    r"(?:won t|will not|wouldn t|would not|shan t) hesitate", r"no (?:other )?(?:choice|option|alternative)",
    r"(?:don t|do not) (?:make|force|push) me", r"not afraid", r"why not", r"not only", r"non seulement",
)  # fmt: skip
NO: Final = (
    r"ne", r"n", r"pas", r"plus jamais", r"jamais", r"aucune?", r"sans", r"ni", r"eviter", r"plutot que", r"au lieu d",
    r"not", r"never", r"no", r"without", r"don t", r"won t", r"wouldn t", r"isn t", r"didn t", r"haven t", r"avoid",
    r"rather than", r"instead of", r"nor", r"non",
)  # fmt: skip
#: What somebody has read or seen is no threat to publish anything.
SEEN: Final = (
    r"lu", r"lus", r"vu", r"vus", r"vue", r"voyant", r"lisant", r"trouve", r"selon", r"d apres", r"grace a", r"malgre",
    r"suite a", r"read", r"reading", r"saw", r"seen", r"found", r"thanks to", r"according to", r"despite", r"following",
    r"because of",
)  # fmt: skip
KIND: Final = (
    r"bon", r"bons", r"bonne", r"excellente?s?", r"positi\w+", r"favorables?", r"super", r"5", r"cinq", r"top", r"five",
    r"great", r"good", r"nice", r"wonderful", r"glowing", r"avec plaisir", r"happily", r"gladly", r"merci", r"thank",
)  # fmt: skip
UNKIND: Final = (
    r"mauvais\w*", r"negati\w+", r"bad", r"negative", r"terrible", r"awful", r"pas (?:un |une )?(?:tres )?bonn?e?",
    r"not a good", r"1", r"une etoile", r"one star", r"zero", r"0",
)  # fmt: skip
