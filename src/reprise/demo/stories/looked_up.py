"""What people read and ask: twelve weeks of questions, their judgements, opinions on articles, guides gone through."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.knowledge.kinds import GuideEnd, Place, Verdict
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.answering import Answer, answer
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.guide_runs import begin_guide, end_guide, step_guide
from reprise.apps.knowledge.services.judge_asked import judge_asked
from reprise.apps.knowledge.services.note_asked import note_asked
from reprise.apps.knowledge.services.rate_article import rate_article
from reprise.apps.knowledge.services.review_article import review_article
from reprise.apps.knowledge.services.save_article import save_article
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.demo.stories.stage import Stage

if TYPE_CHECKING:
    from reprise.apps.knowledge.models import Asked

WEEK: Final = 7 * 24.0  # hours

#: Asked this week, and in the weeks before in turn: the language of the page, and the question.
QUESTIONS: Final = (
    ("fr", "bonjour ma bobine est ouverte mais presque pleine, je peux la rendre ?"),
    ("fr", "combien de temps pour être remboursé une fois le colis arrivé"),
    ("fr", "l’imprimante ne chauffe plus du tout"),
    ("fr", "vous livrez en Corse ?"),
    ("en", "my first layer will not stick to the plate"),
    ("fr", "ma résine reste collante après le lavage"),
    ("fr", "peut-on venir chercher la commande à l’atelier"),
    ("fr", "je voudrais parler à quelqu’un"),
    ("fr", "qui paie l’étiquette de retour si la pièce est ratée"),
    ("en", "can I still cancel, you have not printed it yet"),
    ("fr", "facture au nom de ma société"),
    ("fr", "vous livrez en Corse"),
    ("fr", "fils partout entre les deux tours de ma pièce"),
    ("fr", "carton éventré à la livraison"),
    ("en", "do you ship to Ireland"),
    ("fr", "y a t il une remise pour les écoles ?"),
    ("fr", "la pièce reçue n’est pas la bonne couleur"),
    ("fr", "ça sent le brûlé quand je l’allume"),
    ("en", "how long is the guarantee on a printer"),
    ("fr", "vos couches se décalent toujours au même endroit"),
    ("fr", "c’est quoi votre adresse pour un retour ?"),
    ("fr", "une remise pour un collège est-elle possible"),
    ("en", "where is my parcel"),
    ("fr", "quel filament pour une pièce qui reste dehors ?"),
    ("fr", "mes coins se décollent du plateau"),
    ("fr", "retrait à l’atelier possible ?"),
    ("en", "the thread is too tight, the hole came out small"),
    ("fr", "je n’ai plus le carton d’origine"),
    ("fr", "comment jeter ma vieille résine"),
    ("en", "which filament can stay outdoors in the rain"),
    ("fr", "mon remboursement n’est jamais arrivé"),
    ("fr", "faut-il des photos pour un défaut"),
    ("fr", "imprimez-vous du métal ?"),
    ("fr", "ok merci"),
)
#: What a colleague judged otherwise than right, by the place of the question; a wrong answer in which weeks back.
WRONG: Final = {20: (1, 7), 26: (4, 10)}
NEEDLESS: Final = frozenset({32})
UNHELPFUL: Final = frozenset({20, 23})

AT_THE_DOOR: Final = {
    "fr": "\n\n## À l’atelier\n\nDéposez votre retour au 14 rue des Tanneurs, quai B, à Grenoble, sans rendez-vous.",
    "en": "\n\n## At the workshop\n\nLeave your return at 14 rue des Tanneurs, dock B, in Grenoble, any weekday.",
}
OPINIONS: Final = (
    ("opened-filament", 14, 2, "", "Je ne savais pas si « presque pleine » comptait comme entamée."),
    ("refund-timing-method", 21, 3, "Enfin une date claire.", "Il manque le cas de PayPal."),
    ("return-start", 9, 1, "Simple, merci.", ""),
    ("return-fees", 4, 6, "", "On ne comprend pas qui paie quand la pièce est ratée."),
    ("help-stringing", 17, 2, "La rétraction à 0,8 mm a tout changé.", ""),
    ("help-bed-adhesion", 12, 3, "", "Chez moi c’était le plateau sale, mettez-le en premier."),
    ("withdrawal-14-days", 8, 1, "", ""),
    ("photo-evidence", 6, 0, "", ""),
)
#: A guide, the days since, the minutes it took and what came of it.
GUIDES: Final = (
    ("clog", 60, 22, GuideEnd.SOLVED), ("clog", 44, 31, GuideEnd.PART), ("clog", 30, 18, GuideEnd.SOLVED),
    ("clog", 21, 9, GuideEnd.CLAIMED), ("clog", 12, 25, GuideEnd.SOLVED), ("clog", 5, 27, GuideEnd.SOLVED),
    ("first-layer", 52, 14, GuideEnd.SOLVED), ("first-layer", 33, 12, GuideEnd.SOLVED),
    ("first-layer", 19, 11, GuideEnd.SOLVED), ("first-layer", 9, 16, GuideEnd.SOLVED),
    ("first-layer", 6, 8, GuideEnd.LEFT), ("moisture", 26, 35, GuideEnd.SOLVED), ("moisture", 15, 6, GuideEnd.CLAIMED),
    ("resin-not-curing", 40, 19, GuideEnd.SOLVED), ("resin-not-curing", 10, 12, GuideEnd.PERSON),
)  # fmt: skip


def articles_of_our_own(stage: Stage) -> None:
    """Claire tells in one article that returns can be left at the workshop, and reads two through."""
    shelf = shelf_of(stage.shop.pk)
    shelved = shelf.articles["return-packaging"]
    content = content_of(shelved.article)
    for language, told in AT_THE_DOOR.items():
        content[language]["body"] += told
    save_article(
        actor=stage.claire, slug="return-packaging", content=content, reviewed=stage.ago(9 * WEEK).date(),
        why="Dépôt à l’atelier", at=stage.ago(9 * WEEK),
    )  # fmt: skip
    for slug, days in (("return-start", 20), ("refund-timing-method", 6)):
        at = stage.ago(days * 24)
        review_article(actor=stage.claire, slug=slug, today=at.date(), at=at)


def readers(stage: Stage) -> None:
    """Readers say whether an article helped."""
    for slug, good, bad, praise, blame in OPINIONS:
        for n in range(good + bad):
            words = praise if n == 0 else blame if n == good else ""
            rate_article(
                shop_id=stage.shop.pk, slug=slug, helpful=n < good, words=words, asker=f"demo-{slug}-{n}",
                at=stage.ago(30 + n * 37),
            )  # fmt: skip


def questions(stage: Stage) -> None:
    """Each week its questions; Inès judges every sample but this week’s, of which she has done a third."""
    for week in range(11, -1, -1):
        for n, (language, question) in enumerate(QUESTIONS):
            if week and (n + week) % 3:
                continue  # earlier weeks had a third of them, in turn
            asked = _asked(stage, question, language, week * WEEK + 3 + n * 4.4)
            _settled(stage, asked, n)
            if week or n % 3 == 0:
                _judged(stage, asked, n, week)


def _asked(stage: Stage, question: str, language: str, hours: float) -> "Asked":
    outcome = answer(question, page_language=language, index=shelf_of(stage.shop.pk).index)
    return note_asked(
        shop_id=stage.shop.pk, question=question, outcome=outcome, page_language=language,
        place=Place.HELP if int(hours) % 2 else Place.CHAT, at=stage.ago(hours),
    )  # fmt: skip


def _settled(stage: Stage, asked: "Asked", n: int) -> None:
    """Two of three say whether that was it."""
    if not asked.offered or n % 3 == 2:
        return
    settle_asked(
        shop_id=stage.shop.pk, asked_id=asked.pk, chosen=asked.offered[0][0], helpful=n not in UNHELPFUL, at=asked.at
    )


def _judged(stage: Stage, asked: "Asked", n: int, week: int) -> None:
    verdict = Verdict.RIGHT
    if week in WRONG.get(n, ()) and asked.kind == Answer.SURE:
        verdict = Verdict.WRONG
    elif n in NEEDLESS and asked.kind in {Answer.PERSON, Answer.NONE}:
        verdict = Verdict.NEEDLESS
    elif asked.kind == Answer.NONE:
        return  # what needs an article stays on the list to write from
    judge_asked(actor=stage.ines, asked_id=asked.pk, verdict=verdict.value, at=asked.at + timedelta(hours=20))


def guides_gone_through(stage: Stage) -> None:
    """Some mend it themselves, some claim all the same."""
    for guide, days, minutes, outcome in GUIDES:
        began = stage.ago(days * 24)
        run = begin_guide(shop_id=stage.shop.pk, guide=guide, place=Place.HELP, at=began)
        step_guide(key=run.key, step="start", answer="0", at=began)
        end_guide(
            key=run.key, outcome=outcome.value, at=began + timedelta(minutes=minutes),
            part="buse 0,4 mm" if outcome is GuideEnd.PART else "",
        )  # fmt: skip
