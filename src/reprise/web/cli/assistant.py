"""`reprise assistant`: the articles and the assistant by themselves, without an instance."""

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from reprise.apps.knowledge.ports import LanguageModel, language_model
from reprise.apps.knowledge.rules.answering import Answer, Outcome, answer
from reprise.apps.knowledge.rules.checking import Score, check
from reprise.apps.knowledge.rules.faults import BadArticles
from reprise.apps.knowledge.rules.index import Index, keep_shipped_index, shipped_index
from reprise.apps.knowledge.rules.question_files import UnreadableQuestions, read_questions
from reprise.apps.knowledge.rules.shelf import read_folder, shipped_folder
from reprise.web.cli import guides
from reprise.web.cli.declaring import Commands, command, takes_json


class NoModel(Exception):
    """A language model is asked for, and none is named."""


def add_parser(commands: Commands) -> None:
    """Declare the commands."""
    assistant = commands.add_parser("assistant").add_subparsers(required=True, metavar="COMMAND")
    checking = command(assistant, "check", "ask every question of a file and count right and wrong answers")
    checking.add_argument("file", metavar="FILE.yaml", help="a set of questions; - reads standard input")
    checking.add_argument("--model", action="store_true", help="with the language model of REPRISE_LLM_URL")
    checking.set_defaults(run=run_check)
    asking = command(assistant, "ask", "ask one question")
    asking.add_argument("question", help="in the customer's words, between quotes")
    asking.add_argument("--lang", choices=("fr", "en"), default="fr", help="the language of the page it is asked from")
    asking.set_defaults(run=run_ask)
    listing = command(assistant, "articles", "list the articles and every fault in their files")
    listing.set_defaults(run=run_articles)
    keeping = command(assistant, "index", "read the articles now, so that servers begin sooner; done at set-up")
    keeping.set_defaults(run=run_index)
    for each in (checking, asking, listing):
        each.add_argument("--folder", metavar="FOLDER", help="articles elsewhere; without it, those shipped")
        takes_json(each)
    guides.add_parser(assistant)


def _index(folder: str | None) -> Index:
    if folder is None:
        return shipped_index()
    articles, faults = read_folder(Path(folder))
    if faults:
        raise BadArticles(faults)
    return Index.of(articles)


def run_check(args: argparse.Namespace) -> int:
    """Score a set: 0 when it meets what the house asks of itself, 1 when not, 2 when a file cannot be read."""
    try:
        content = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes()
        questions = read_questions(content)
        score = check(questions, index=_index(args.folder), model=_model() if args.model else None)
    except UnreadableQuestions as fault:
        print(f"reprise: {args.file}: {fault}", file=sys.stderr)
        return 2
    except NoModel as fault:
        print(f"reprise: {fault}", file=sys.stderr)
        return 2
    except BadArticles as fault:
        return _unusable(fault)
    if args.json:
        print(json.dumps(score.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(score)
    return 0 if score.passes else 1


def _model() -> LanguageModel:
    """The model of the environment; no instance is needed, only its settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reprise.config.settings")
    try:
        import_module("reprise.config.wiring.language_model").wire_language_model()
    except ImproperlyConfigured as fault:
        raise NoModel(str(fault)) from fault
    if (model := language_model()) is None:
        raise NoModel("REPRISE_LLM_URL is not set")
    return model


def _tell(score: Score) -> None:
    counts = score.as_json()
    for name, value in counts.items():
        if name != "details":
            print(f"{name.replace('_', ' '):20} {value}")
    for one in [
        *score.wrong,
        *score.safety_missed,
        *score.of("handover_offered", "choice_missed", "handover_needless"),
    ]:
        got = ", ".join(hit.article.id for hit in one.outcome.articles) or (one.outcome.reason or one.outcome.kind)
        print(f"{one.verdict}: {one.question.id}: “{one.question.text}”: wanted {one.question.expect}, got {got}")


def run_ask(args: argparse.Namespace) -> int:
    """Ask one question: 0 when something was answered or offered, 1 when it is for a person."""
    try:
        index = _index(args.folder)
    except BadArticles as fault:
        return _unusable(fault)
    outcome = answer(args.question, page_language=args.lang, index=index)
    if args.json:
        print(json.dumps(_document(outcome), ensure_ascii=False, indent=2))
    else:
        _say(outcome)
    return 0 if outcome.articles else 1


def _document(outcome: Outcome) -> dict[str, object]:
    found = [
        {"id": hit.article.id, "title": hit.article.in_(outcome.language).title, "score": round(hit.score, 3),
         "reviewed": hit.article.reviewed.isoformat()}
        for hit in outcome.articles
    ]  # fmt: skip
    said = outcome.articles[0].article.in_(outcome.language).answer if outcome.kind is Answer.SURE else None
    return {
        "kind": outcome.kind, "language": outcome.language, "reason": outcome.reason, "answer": said,
        "ask_back": outcome.ask_back, "articles": found,
    }  # fmt: skip


def _say(outcome: Outcome) -> None:
    print(f"{outcome.kind} ({outcome.language}){f': {outcome.reason}' if outcome.reason else ''}")
    if outcome.ask_back:
        print(outcome.ask_back)
    if outcome.kind is Answer.SURE:
        print(outcome.articles[0].article.in_(outcome.language).answer)
    for hit in outcome.articles:
        parts = " ".join(f"{part:.2f}" for part in hit.parts)
        title = hit.article.in_(outcome.language).title
        print(f"  {hit.score:.2f} ({parts}) {hit.article.id}: {title}, {hit.article.reviewed}")


def run_index(_: argparse.Namespace) -> int:
    """Keep the index of the articles beside them: 0 when it is kept, 2 when an article cannot be used."""
    try:
        keep_shipped_index()
    except BadArticles as fault:
        return _unusable(fault)
    return 0


def run_articles(args: argparse.Namespace) -> int:
    """List the articles: 0 when each can be used, 1 when a file has a fault."""
    articles, faults = read_folder(Path(args.folder) if args.folder else shipped_folder())
    for fault in faults:
        print(fault, file=sys.stderr)
    if args.json:
        told = [{"id": one.id, "kind": one.kind, "reviewed": one.reviewed.isoformat()} for one in articles]
        found = [{"file": one.file, "field": one.field, "message": one.message} for one in faults]
        print(json.dumps({"articles": told, "faults": found}, ensure_ascii=False, indent=2))
    else:
        for one in articles:
            print(f"{one.id:28} {one.kind:5} {one.reviewed} {one.in_('en').title}")
        print(f"{len(articles)} articles, {len(faults)} faults")
    return 1 if faults else 0


def _unusable(fault: BadArticles) -> int:
    for one in fault.faults:
        print(f"reprise: {one}", file=sys.stderr)
    return 2
