"""How long a replay takes: python benchmarks/simulate.py DATA_DIR [--shop synthetic] [--repeats 3] [--processes 2].

DATA_DIR is an instance with a history, e.g. of `reprise generate --cases 96000`. Each repeat runs in a process of its
own, so that nothing is remembered; peak memory is that of the process and of its largest child.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

DRAFT = """
terms: {decision_days: 2}
tables:
  answer:
    - {id: a1, when: {danger: true}, then: {verdict: person, question_en: "Danger?", question_fr: "Danger ?"}}
    - id: a2
      when: {claim: [defect, wrong_item], value_minor: {most: 4000}}
      then: {verdict: accept, automatic: true, remedy: replacement, goods: keep}
    - {id: a3, when: {claim: [withdraw], law: [accept]}, then: {verdict: accept, automatic: true, remedy: refund}}
  window:
    - {id: w1, when: {kind: [filament, resin], opened: true}, then: {days: 0}}
    - {id: w3, then: {days: 45, return_cost_by: buyer}}
"""
ONE = """
import resource, sys, time
from reprise.web.cli.main import main
begun, used = time.monotonic(), time.process_time()
code = main(sys.argv[1:])
mine, child = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
processor = time.process_time() - used + spent.ru_utime + spent.ru_stime
print(f"{time.monotonic() - begun:.2f} {processor:.2f} {mine} {child} {code}", file=sys.stderr)
"""


def main() -> int:
    """Run the repeats and print their median, the spread and the load of the machine before each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shop", default="synthetic")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--processes", default="2")
    args = parser.parse_args()
    draft = args.folder / "draft.yaml"
    draft.write_text(DRAFT)
    command = [
        sys.executable, "-c", ONE, "policy", "simulate", str(draft), "--shop", args.shop, "--since", "2015-01-01",
        "--json", "--processes", args.processes,
    ]  # fmt: skip
    times = []
    for _ in range(args.repeats):
        load = os.getloadavg()[0]
        done = subprocess.run(
            command,
            env=os.environ | {"REPRISE_DATA_DIR": str(args.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds, processor, mine, child, _code = done.stderr.strip().splitlines()[-1].split()
        report = json.loads(done.stdout)
        times.append(float(seconds))
        print(
            f"{report['lines']} lines, {report['changed']} change: {seconds} s, processor {processor} s, peak memory "
            f"{mine} MiB and {child} MiB in a child; load before {load:.1f}"
        )
        time.sleep(2)
    rate = report["lines"] / statistics.median(times)
    print(f"median {statistics.median(times):.1f} s ({min(times):.1f} – {max(times):.1f}), {rate:.0f} lines/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
