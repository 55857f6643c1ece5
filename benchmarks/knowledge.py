"""How fast a large knowledge base is searched and follows its changes: benchmarks/knowledge.py [--articles 5000].

In one process on one core, without a database: the index of so many generated articles is built, searched as people
type (slips, cut words, two questions in one), asked as the assistant is, and made anew after one article changed; then
the last once more at 500 articles. Times are of the processor: median, 95th percentile, worst. Ends with 1 when a
search takes 50 ms or more at the 95th percentile, an answer 100 ms or more, or an index 1 s or more after a save.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice

from knowledge_articles import articles, changed, questions

from reprise.apps.knowledge.rules.answering import answer
from reprise.apps.knowledge.rules.article import Article
from reprise.apps.knowledge.rules.finding import find_articles
from reprise.apps.knowledge.rules.index import Index

SEARCH_MS, ANSWER_MS, SAVE_S = 50, 100, 1.0


def p95(deed: Callable[[str, str], object], asked: list[tuple[str, str]]) -> tuple[float, float, float]:
    """The median, the 95th percentile and the worst, in milliseconds."""
    taken = []
    for words, language in asked:
        began = time.process_time()
        deed(words, language)
        taken.append((time.process_time() - began) * 1000)
    cuts = statistics.quantiles(taken, n=100)
    return round(cuts[49], 1), round(cuts[94], 1), round(max(taken), 1)


def after_a_save(index: Index, some: list[Article]) -> float:
    """The worst of five saves, in seconds."""
    worst = 0.0
    for number in range(5):
        some = [*some[:number], changed(some[number], f"zeste{number}"), *some[number + 1 :]]
        began = time.process_time()
        index = Index.of(some, before=index)
        worst = max(worst, time.process_time() - began)
        if find_articles(index, f"zeste{number}", "fr")[0].article.id != some[number].id:
            sys.exit("an article that was saved is not found")
    return round(worst, 2)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    some = articles(args.articles)
    began = time.process_time()
    index = Index.of(some)
    told: dict[str, object] = {"articles": len(some), "index_s": round(time.process_time() - began, 1)}
    asked = list(islice(questions(some), args.questions))
    told["search_ms"] = searched = p95(lambda words, language: find_articles(index, words, language), asked)
    told["answer_ms"] = answered = p95(
        lambda words, language: answer(words, page_language=language, index=index), asked
    )  # fmt: skip
    told["save_s"] = saved = after_a_save(index, some)
    few = articles(500)
    told["save_500_s"] = after_a_save(Index.of(few), few)
    print(json.dumps(told) if args.json else "\n".join(f"{name:10} {value}" for name, value in told.items()))
    return int(searched[1] >= SEARCH_MS or answered[1] >= ANSWER_MS or saved >= SAVE_S)


if __name__ == "__main__":
    sys.exit(main())
