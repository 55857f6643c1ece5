"""How long an answer of the assistant takes: python benchmarks/assistant.py [--rounds 5] [--articles 0].

Every question of our own sets is asked in one process on one core, without a database; what is printed are the median,
the 95th and 99th percentile and the worst, then how long the index takes to be built from nothing and again after one
article changed. `--articles 500` adds copies of our articles until there are so many. Times are of the processor.
"""

import argparse
import json
import statistics
import time
from dataclasses import replace
from importlib.resources import files

from reprise.apps.knowledge.rules.answering import answer
from reprise.apps.knowledge.rules.article import Article, Text
from reprise.apps.knowledge.rules.index import Index
from reprise.apps.knowledge.rules.question_files import Question, read_questions
from reprise.apps.knowledge.rules.shelf import shipped


def questions() -> list[Question]:
    """Every question of our own, and some nobody should type."""
    folder = files("reprise.apps.knowledge").joinpath("questions")
    asked = [
        one for file in folder.iterdir() if file.name.endswith(".yaml") for one in read_questions(file.read_bytes())
    ]
    long = [Question(f"long-{n}", f"{one.text} " * 150, one.lang, one.expect) for n, one in enumerate(asked[:10])]
    return asked + long


def stretched(articles: list[Article], wanted: int) -> list[Article]:
    """Our articles, and copies of them under other names with a word of their own."""
    copies = ((number, articles[number % len(articles)]) for number in range(len(articles), wanted))
    return articles + [
        replace(one, id=f"{one.id}-{n}", texts={lang: _copied(text, n) for lang, text in one.texts.items()})
        for n, one in copies
    ]


def _copied(text: Text, number: int) -> Text:
    return replace(text, phrasings=tuple(f"{phrasing} w{number}" for phrasing in text.phrasings))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    articles = stretched(list(shipped()), args.articles)
    began = time.process_time()
    before = Index.of(articles)
    built = time.process_time() - began
    first = articles[0]
    changed = replace(first, texts={lang: replace(text, title=f"{text.title}!") for lang, text in first.texts.items()})
    began = time.process_time()
    index = Index.of([changed, *articles[1:]], before=before)
    again = time.process_time() - began
    taken = []
    for _ in range(args.rounds):
        for one in questions():
            began = time.process_time()
            answer(one.text, page_language=one.lang, index=index)
            taken.append((time.process_time() - began) * 1000)
    cuts = statistics.quantiles(taken, n=100)
    told = {
        "articles": len(articles), "answers": len(taken), "median_ms": round(cuts[49], 2), "p95_ms": round(cuts[94], 2),
        "p99_ms": round(cuts[98], 2), "worst_ms": round(max(taken), 1),
        "index_s": round(built, 2), "rebuild_s": round(again, 2),
    }  # fmt: skip
    print(json.dumps(told) if args.json else "\n".join(f"{name:10} {value}" for name, value in told.items()))


if __name__ == "__main__":
    main()
