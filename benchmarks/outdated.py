"""Which results are older than the code they measure; ``--write`` lists them in the README.

A result is outdated when a commit after the one that it was measured at changed what results are
about (``common.MEASURED``). It may still hold: measure again what such a change can move.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Final

from common import MEASURED, RESULTS, ROOT, git

README: Final = ROOT / "benchmarks" / "README.md"
LIST: Final = re.compile(r"(?<=<!-- outdated -->\n).*?(?=<!-- end -->)", re.DOTALL)


def measured_at() -> dict[str, str]:
    """The commit of every result, by the result's name."""
    results = sorted(RESULTS.glob("*.json"))
    return {file.stem: json.loads(file.read_text())["commit"] for file in results}


def outdated() -> list[str]:
    """Names of the results that are older than the code."""
    return [
        name
        for name, commit in measured_at().items()
        if git("rev-list", "--max-count=1", f"{commit}..HEAD", "--", *MEASURED)
    ]


def listed(names: list[str]) -> str:
    """The list as it stands in the README."""
    return "".join(f"- [{name}](results/{name}.md)\n" for name in names) or "None.\n"


def main() -> None:
    text = listed(outdated())
    print(text, end="")
    if "--write" in sys.argv[1:]:
        README.write_text(LIST.sub(text, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
