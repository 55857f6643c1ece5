"""Compile the French catalogue, or report what it lacks: python -m tools.translations compile|report."""

import sys

from tools.translations.catalogues import CatalogueFault, compile_french, merged, parts
from tools.translations.faults import of_setting, of_text, unused
from tools.translations.texts import all_texts


def report() -> int:
    """Print what is missing, out of step or unused; 1 when something is."""
    texts, catalogue = all_texts(), merged(parts())
    lines = [fault for text in texts for fault in of_text(text, catalogue)]
    lines += of_setting(catalogue)
    lines += [f"no text uses {entry}" for entry in unused(texts, catalogue)]
    print("\n".join(lines) or f"{len(texts)} marked texts, all in French.")
    return 1 if lines else 0


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code."""
    try:
        if arguments == ["compile"]:
            compile_french()
            return 0
        if arguments == ["report"]:
            return report()
    except CatalogueFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
