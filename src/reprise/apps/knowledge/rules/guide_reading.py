"""Read the files of troubleshooting guides; every fault is named by file and field, all of them at once."""

from collections.abc import Mapping
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.apps.knowledge.rules.faults import Fault
from reprise.apps.knowledge.rules.guide import Care, End, Front, Guide, Leads, Reply, Said, Step, StepKind
from reprise.apps.knowledge.rules.guide_faults import faults_of
from reprise.apps.knowledge.rules.guide_way_faults import way_faults
from reprise.printing.defects import Words

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BY: Final = ("machine", "material", "software")


def read_guide(name: str, content: bytes | str) -> tuple[Guide | None, tuple[Fault, ...]]:
    """The guide of a file and its faults; no guide when one of them keeps it from being walked."""
    try:
        document = yaml.load(content, LOADER)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, ValueError) as fault:
        return None, (Fault(name, "", f"is no YAML: {' '.join(str(fault).split())}"),)
    if not isinstance(document, dict):
        return None, (Fault(name, "", "holds no guide: begin with “id:”"),)
    faults = tuple(Fault(name, field, message) for field, message in faults_of(name, document))
    if faults:
        return None, faults
    guide = _guide(document)
    faults = tuple(Fault(name, field, message) for field, message in way_faults(guide))
    return (None if faults else guide), faults


def _guide(document: Mapping[str, Any]) -> Guide:
    return Guide(
        id=document["id"],
        reviewed=document["reviewed"],
        minutes=document["minutes"],
        wait_hours=document.get("wait_hours", 0),
        things=tuple(document["things"]),
        defects=tuple(document["defects"]),
        process=document.get("process", ""),
        care=tuple(map(Care, document.get("care", ()))),
        articles=tuple(document.get("articles", ())),
        texts={language: _front(document[language]) for language in LANGUAGES},
        start=document["start"],
        steps={name: _step(name, step) for name, step in document["steps"].items()},
        ends={name: _end(name, end) for name, end in document["ends"].items()},
    )


def _front(text: Mapping[str, Any]) -> Front:
    return Front(text["title"].strip(), text["lead"].strip(), tuple(one.strip() for one in text["symptoms"]))


def _step(name: str, step: Mapping[str, Any]) -> Step:
    return Step(
        id=name,
        kind=StepKind(step["kind"]),
        texts={language: _said(step[language]) for language in LANGUAGES},
        replies=tuple(Reply(_words(one), one["to"]) for one in step["answers"]),
        picture=step.get("picture", ""),
        by={what: _each(step[f"by_{what}"]) for what in BY if f"by_{what}" in step},
        only={what: tuple(keys) for what, keys in step.get("only", {}).items()},
        otherwise=step.get("otherwise", ""),
    )


def _end(name: str, end: Mapping[str, Any]) -> End:
    return End(
        id=name,
        leads=Leads(end["outcome"]),
        texts={language: _said(end[language]) for language in LANGUAGES},
        part=_words(end["part"]) if "part" in end else None,
        danger=end.get("danger", False),
    )


def _said(text: Mapping[str, str]) -> Said:
    return Said(text["say"].strip(), text.get("more", "").strip())


def _each(lines: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
    return {key: _words(words) for key, words in lines.items()}


def _words(words: Mapping[str, str]) -> Words:
    return Words(fr=words["fr"].strip(), en=words["en"].strip())
