"""What is had or not: licences, clearances, permits, cards, registrations and certificates.

Those that are known by name, with their classes, are in ``credentials.toml``. Others are found by
the word behind a name (``Pesticide Certificate``), and looked for in the resume by that name.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from skillkg.matching.gates.alternatives import alternatives, best, without_failing
from skillkg.matching.gates.demands import KEPT
from skillkg.matching.gates.held import holding
from skillkg.model.document import Span
from skillkg.model.match import Gate
from skillkg.text.pattern_lists import any_of, uncased

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands, Force
    from skillkg.model.match import GateStatus

_NAMED: Final = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][\w&+/-]*|\d+)(?: (?:of|in|and|for|&) [A-Z][\w&+/-]*"
    r"| [A-Z\d][\w&+/-]*){0,4})"
    r" (?:[Cc]ertificat(?:ion|e)s?|[Cc]ertified|[Ll]icen[cs]e|[Tt]icket|[Rr]egistration"
    r"|[Aa]ccreditation|[Cc]ard)\b"
)
"""A credential that has no entry of its own, by its capitals."""
_CLASS_BEHIND: Final = re.compile(
    r"(?:(?<=\bin)|\s*(?:[(:,–-]|class|categor\w+|incl\w*\.?|in|with|plus))\s*[^,.;\n]{1,30}",
    re.IGNORECASE,
)
_BESIDE: Final = 20
"""Characters from what is stated in which it is taken back: ``ACCA part-qualified``."""
_QUALIFYING: Final = re.compile(r"^(?:(?:Valid|Current|Full|Active|Must|Have|Hold|A|An|The) ?)+\b")
_NO_NAME: Final = re.compile(
    r"(?:Valid|Current|Full|Clean|Any|A|An|The|Your|Our|Relevant|Professional|Must|Have|Required"
    r"|Credit|Debit|Gift|Business|Birth|Education|Academic|School|Level|Skills?|Software|Company"
    r"|ID|SIM|Report|Score|Parking|Train|Rail|Season|Post ?graduate|Graduate|NVQ|City|BTEC|HND|HNC"
    r"|National|Higher|First|Advanced|Teaching|Training|Industry|Technical|And|Or|With|In|Of|Key"
    r"|Personal|Special|Additional|Other|Job|Date|Type|Secondary|Leaving|Qualifications?"
    r"|Certifications?|Certificates?|Licen[cs]es?|Marketing|Time|Punch|Trading|Membership|\d+)"
    r"(?: (?:Level|\d+))?",
)


class _Rung(NamedTuple):
    ladder: int
    height: int
    name: str


class _Kind:
    """One sort of credential: how it is written, and its classes."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.name: str = table["name"]
        self.asked = _any(table["asked"])
        self.demanding = _any(table.get("demanding", ""))
        self.had, self.lacked = _any(table.get("had", "")), _any(table.get("lacked", ""))
        self._unnamed: bool = table.get("unnamed", False)
        self._open = [uncased(pattern) for pattern in table.get("open", ())]
        self._ladders = [
            [(name, uncased(pattern)) for name, pattern in ladder]
            for ladder in table.get("ladders", ())
        ]

    def rungs(self, words: str) -> dict[int, _Rung]:
        """The highest class of each ladder that words name."""
        named = [
            _Rung(number, height, name)
            for number, ladder in enumerate(self._ladders)
            for height, (name, pattern) in enumerate(ladder)
            if pattern.search(words)
        ]
        return {rung.ladder: rung for rung in named}

    def takes_unnamed(self, rung: _Rung) -> bool:
        """Whether what names no class may be of one: the first, or any where classes are places."""
        return self._unnamed or (rung.height == 0 and not rung.ladder)

    def is_open(self, words: str) -> bool:
        """Whether words may mean a higher class than they name."""
        return any(pattern.search(words) for pattern in self._open)


def _any(lines: str) -> re.Pattern[str]:
    return uncased(rf"(?<![\w-]){any_of(lines)}(?!\w)")


@cache
def _kinds() -> tuple[_Kind, ...]:
    text = files("skillkg.matching.gates").joinpath("credentials.toml").read_text("utf-8")
    return tuple(_Kind(table) for table in tomllib.loads(text)["credential"])


class _Wanted(NamedTuple):
    """A credential that an ad names; of one without an entry, only its name."""

    span: Span
    kind: _Kind | None
    name: str
    force: Force


def credential_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check what an ad demands that is had or not; of alternatives one is enough."""
    groups = alternatives(demands.text, _in_order(demands), lambda each: each.span)
    gates = [best([_checked(demands.text, each, resume) for each in group]) for group in groups]
    names = {gate.name: gate for gate in reversed(gates)}
    for name, gate in reversed(names.items()):
        # ``The right to work``, and that in the UK, are one.
        if not any(other.startswith(f"{name}: ") for other in names):
            yield gate


@lru_cache(KEPT)
def credentials_in(text: str) -> tuple[Span, ...]:
    """Places that name a credential, whether or not it is asked for."""
    return tuple(
        Span(*match.span(), match[0])
        for kind in _kinds()
        for pattern in (kind.asked, kind.demanding)
        for match in pattern.finditer(text)
    )


@lru_cache(KEPT)
def _in_order(demands: Demands) -> tuple[_Wanted, ...]:
    return tuple(sorted(_wanted(demands), key=lambda each: each.span))


def _wanted(demands: Demands) -> Iterator[_Wanted]:
    text, taken = demands.text, list[Span]()
    for kind in _kinds():
        for match in kind.demanding.finditer(text):
            yield _Wanted(Span(*match.span(), match[0]), kind, kind.name, "demanded")
        for match in kind.asked.finditer(text):
            span = Span(*match.span(), match[0])
            taken.append(span)
            if _abbreviates_other(text, span, kind):
                continue
            force = demands.force(span.start, span.end)
            if force != "none":
                yield _Wanted(span, kind, kind.name, force)
    for match in _NAMED.finditer(text):
        span = Span(*match.span(), match[0])
        is_new = not any(span.start < t.end and t.start < span.end for t in taken)
        name = _QUALIFYING.sub("", match["name"])
        if is_new and name and not _NO_NAME.fullmatch(name):
            force = demands.force(span.start, span.end)
            if force != "none":
                yield _Wanted(span, None, name, force)


def _abbreviates_other(text: str, span: Span, kind: _Kind) -> bool:
    """Whether an acronym in brackets is that of other words (``monitoring plan (PMP)``)."""
    words = re.findall(r"\w+", text[: span.start][-80:])[-len(span.quote) :]
    is_acronym = "".join(word[0] for word in words).casefold() == span.quote.casefold()
    return (
        text[: span.start].endswith("(") and is_acronym and not kind.asked.search(" ".join(words))
    )


def _checked(ad: str, wanted: _Wanted, resume: Document) -> Gate:
    if wanted.kind is None:
        gate = _by_name(wanted, resume)
    else:
        rungs = wanted.kind.rungs(_with_class(ad, wanted.span)).values()
        highest = max(rungs, key=lambda rung: rung.height, default=None)
        gate = _Check(wanted.kind, wanted.span, resume, highest).gate
    return gate if wanted.force == "demanded" else without_failing(gate)


class _Check:
    """One credential against one resume."""

    def __init__(self, kind: _Kind, wanted: Span, resume: Document, rung: _Rung | None) -> None:
        self._kind, self._wanted, self._resume, self._rung = kind, wanted, resume, rung
        self._name = f"{kind.name}: {rung.name}" if rung else kind.name

    @property
    def gate(self) -> Gate:
        """What the resume says of it; the best of all its places."""
        gates = self._gates or [self._gate("unknown", None, "The resume does not state it.")]
        denied = [gate for gate in gates if gate.status == "fail" and self._is_of_class(gate)]
        passed = any(gate.status == "pass" for gate in gates)
        return best(denied if denied and not passed else gates)

    def _is_of_class(self, gate: Gate) -> bool:
        """Whether what is denied or lacking is the very class that is wanted."""
        if self._rung is None or gate.evidence is None:
            return False
        quote = gate.evidence.quote
        return self._rung.ladder in self._kind.rungs(quote) or self._kind.is_open(quote)

    @cached_property
    def _gates(self) -> list[Gate]:
        text, kind = self._resume.text, self._kind
        is_part = kind.lacked.search(self._wanted.quote) is not None  # part-qualified is enough
        lacked = [] if is_part else [Span(*m.span(), m[0]) for m in kind.lacked.finditer(text)]
        gates = [self._gate("fail", span, "The resume says that it is lacking.") for span in lacked]
        stated = (*kind.had.finditer(text), *kind.asked.finditer(text))
        gates += [
            self._at(Span(*match.span(), match[0]))
            for match in stated
            if not any(
                s.start - _BESIDE < match.end() and match.start() < s.end + _BESIDE for s in lacked
            )
        ]
        return gates

    def _at(self, evidence: Span) -> Gate:
        held = holding(self._resume.text, evidence.start, evidence.end)
        if held == "denied":
            return self._gate("fail", evidence, "The resume denies it.")
        if held == "pending":
            return self._gate("unknown", evidence, "The resume does not say that it is held yet.")
        if held == "of others":
            return self._gate("unknown", None, "The resume states it of others only.")
        return self._by_class(evidence)

    def _by_class(self, evidence: Span) -> Gate:
        rungs = self._kind.rungs(_with_class(self._resume.text, evidence))
        if self._rung is None or (not rungs and self._kind.takes_unnamed(self._rung)):
            return self._gate("pass", evidence, "")
        rung = rungs.get(self._rung.ladder)
        if rung is None:
            return self._gate("unknown", evidence, "The resume does not name this class.")
        if rung.height >= self._rung.height:
            return self._gate("pass", evidence, "")
        if self._kind.is_open(evidence.quote) and rung.height == 0:
            return self._gate("unknown", evidence, "The resume does not name this class.")
        return self._gate("fail", evidence, f"The resume states {rung.name}.")

    def _gate(self, status: GateStatus, evidence: Span | None, note: str) -> Gate:
        return Gate(self._name, status, self._wanted, evidence, note)


def _with_class(text: str, evidence: Span) -> str:
    """What is stated, and a class or a place after it: in brackets, behind a colon, ``in`` it."""
    behind = _CLASS_BEHIND.match(text, evidence.end)
    return evidence.quote + (behind[0] if behind else "")


def _by_name(wanted: _Wanted, resume: Document) -> Gate:
    match = re.search(rf"(?<![\w-]){re.escape(wanted.name)}(?!\w)", resume.text, re.IGNORECASE)
    if match is None:
        return Gate(
            wanted.span.quote, "unknown", wanted.span, None, "The resume does not state it."
        )
    evidence = Span(*match.span(), match[0])
    held = holding(resume.text, *match.span())
    status: dict[str, GateStatus] = {"held": "pass", "denied": "fail"}
    notes = {"held": "Found by its name alone.", "denied": "The resume denies it."}
    note = notes.get(held, "The resume does not say that it is held.")
    return Gate(wanted.span.quote, status.get(held, "unknown"), wanted.span, evidence, note)
