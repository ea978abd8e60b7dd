"""Runs what is hostile in a process with limits in time and memory, and tells how it ended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SECONDS: Final = 60
"""Nothing takes so long, on a busy machine either: what does hangs."""
MEMORY: Final = 1500 * 1024**2
"""Bytes of data that each process may have, those that it starts too."""

_COMMAND: Final = "from skillkg.cli import main; main()"
_LIMIT: Final = (
    f"import resource; resource.setrlimit(resource.RLIMIT_DATA, ({MEMORY}, {MEMORY})); "
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Outcome:
    """How a process ended."""

    status: int
    out: str
    err: str

    def assert_told(self, *words: str, status: int = 1) -> None:
        """It ended with a named error, whose message has these words and nothing that is raw."""
        self.assert_ended(status)
        assert "Error: " in self.err, self
        for word in words:
            assert word in self.err, f"not told: {word!r} in {self.err!r}"

    def assert_read(self, *words: str) -> None:
        """It ended well, and printed these words."""
        self.assert_ended(0)
        for word in words:
            assert word in self.out, f"not printed: {word!r} in {self.out!r}"

    def assert_ended(self, status: int) -> None:
        """It ended with a status, without a traceback, and printed nothing raw."""
        assert "Traceback" not in self.err, self.err
        assert self.status == status, self
        assert not _CONTROL.search(self.out + self.err), repr(self.out + self.err)


def run_skillkg(
    *args: str | bytes | Path, store: Path | None = None, seconds: float = SECONDS, **env: str
) -> Outcome:
    """Run the command line as its users do, its output going to a pipe.

    Args:
        args: as they are given to the verb; bytes where they are no text.
        store: the store that SKILLKG_STORE names.
        seconds: longest time; more is a failure.
        env: more variables of the environment.
    """
    named = {} if store is None else {"SKILLKG_STORE": str(store)}
    return _run(_COMMAND, args, seconds, named | env)


def run_python(code: str, *args: str | Path, seconds: float = SECONDS, **env: str) -> Outcome:
    """Run Python as its users do; what they raise of skillkg's errors is told as the verbs do.

    Args:
        code: statements; ``skillkg`` is imported, and ``args`` are there as ``sys.argv[1:]``.
    """
    lines = "\n".join(f"    {line}" for line in code.strip().split("\n"))
    wrapped = (
        "import sys, skillkg\nfrom skillkg.errors import SkillkgError\n"
        "from skillkg.text.printable import visible\n"
        f"try:\n{lines}\nexcept SkillkgError as error:\n"
        "    sys.exit(visible(f'Error: {type(error).__name__}: {error}'))\n"
    )
    return _run(wrapped, args, seconds, env)


def _run(
    code: str, args: tuple[str | bytes | Path, ...], seconds: float, env: dict[str, str]
) -> Outcome:
    ended = subprocess.run(
        [sys.executable, "-c", _LIMIT + code, *map(os.fsencode, args)],
        env={key: value for key, value in os.environ.items() if key != "SKILLKG_STORE"} | env,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    out, err = (part.decode(errors="surrogateescape") for part in (ended.stdout, ended.stderr))
    return Outcome(ended.returncode, out, err)
