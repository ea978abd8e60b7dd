"""What is had or not: licences, clearances, permits, cards, registrations and certificates.

Those that are known by name, with their classes, are in ``credentials.toml``. Others are found by
the word behind a name (``Pesticide Certificate``), and looked for in the resume by that name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.matching.gates.alternatives import alternatives
from skillkg.matching.gates.credential_kinds import kinds
from skillkg.matching.gates.demands import KEPT
from skillkg.matching.gates.held import holding
from skillkg.matching.gates.judging import any_of, gate_of
from skillkg.matching.gates.rules import CredentialRule, NamedCredentialRule
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.documents.document import Document
    from skillkg.matching.gates.credential_kinds import Kind, Rung
    from skillkg.matching.gates.demands import Demands, Force
    from skillkg.matching.gates.rules import Said
    from skillkg.model.match import Gate

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


class _Wanted(NamedTuple):
    """A credential that an ad names; of one without an entry, only its name."""

    span: Span
    kind: Kind | None
    name: str
    force: Force


def credential_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check what an ad demands that is had or not; of alternatives one is enough."""
    groups = alternatives(demands.text, _in_order(demands), lambda each: each.span)
    gates = [any_of([_checked(demands.text, each, resume) for each in group]) for group in groups]
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
        for kind in kinds()
        for pattern in (kind.asked, kind.demanding)
        for match in pattern.finditer(text)
    )


@lru_cache(KEPT)
def _in_order(demands: Demands) -> tuple[_Wanted, ...]:
    return tuple(sorted(_wanted(demands), key=lambda each: each.span))


def _wanted(demands: Demands) -> Iterator[_Wanted]:
    text, taken = demands.text, list[Span]()
    for kind in kinds():
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


def _abbreviates_other(text: str, span: Span, kind: Kind) -> bool:
    """Whether an acronym in brackets is that of other words (``monitoring plan (PMP)``)."""
    words = re.findall(r"\w+", text[: span.start][-80:])[-len(span.quote) :]
    is_acronym = "".join(word[0] for word in words).casefold() == span.quote.casefold()
    return (
        text[: span.start].endswith("(") and is_acronym and not kind.asked.search(" ".join(words))
    )


def _checked(ad: str, wanted: _Wanted, resume: Document) -> Gate:
    if wanted.kind is None:
        return _by_name(wanted, resume)
    rungs = wanted.kind.rungs(_with_class(ad, wanted.span)).values()
    check = _Check(wanted, wanted.kind, max(rungs, key=_height, default=None))
    statements = _statements(wanted.kind, wanted.span, resume.text)
    best = min(statements, key=check.order, default=_Statement("not stated", None, {}))
    return gate_of(check.values(best), wanted.span, {"said": best.span})


def _height(rung: Rung) -> int:
    return rung.height


class _Statement(NamedTuple):
    """What a resume says of a credential at one place."""

    said: Said
    span: Span | None
    rungs: Mapping[int, Rung]
    """The highest class of each ladder that is stated as held."""


class _Check(NamedTuple):
    """A credential that is demanded, and its class."""

    wanted: _Wanted
    kind: Kind
    demanded: Rung | None

    def values(self, statement: _Statement) -> CredentialRule:
        """What is compared, by one statement of the resume."""
        highest = max(statement.rungs.values(), key=_height, default=None)
        stated = statement.rungs.get(self.demanded.ladder, highest) if self.demanded else highest
        return CredentialRule(
            credential=self.kind.name,
            demanded_class=self.demanded and self.demanded.name,
            said=statement.said,
            stated_class=stated and stated.name,
            is_open=statement.span is not None and self.kind.is_open(statement.span.quote),
            certain=self.wanted.force == "demanded",
        )

    def order(self, statement: _Statement) -> int:
        """Which statement counts: what passes; what fails in the very class; what is unknown."""
        status = self.values(statement).outcome.status
        if status == "fail":
            return 1 if self._is_of_class(statement) else 3
        return 0 if status == "pass" else 2

    def _is_of_class(self, statement: _Statement) -> bool:
        """Whether what is denied or lacking is the very class that is demanded."""
        if self.demanded is None or statement.span is None:
            return False
        quote = statement.span.quote
        return self.demanded.ladder in self.kind.rungs(quote) or self.kind.is_open(quote)


def _statements(kind: Kind, wanted: Span, text: str) -> Iterator[_Statement]:
    """All that a resume says of a credential; what is said beside a lack of it does not count."""
    is_part = kind.lacked.search(wanted.quote) is not None  # part-qualified is enough
    lacked = [] if is_part else [Span(*m.span(), m[0]) for m in kind.lacked.finditer(text)]
    yield from (_Statement("lacking", span, {}) for span in lacked)
    for match in (*kind.had.finditer(text), *kind.asked.finditer(text)):
        span = Span(*match.span(), match[0])
        if not any(_are_near(span, each) for each in lacked):
            said = holding(text, span.start, span.end)
            rungs = kind.rungs(_with_class(text, span)) if said == "held" else {}
            yield _Statement(said, span, rungs)


def _are_near(one: Span, other: Span) -> bool:
    return other.start - _BESIDE < one.end and one.start < other.end + _BESIDE


def _with_class(text: str, evidence: Span) -> str:
    """What is stated, and a class or a place after it: in brackets, behind a colon, ``in`` it."""
    behind = _CLASS_BEHIND.match(text, evidence.end)
    return evidence.quote + (behind[0] if behind else "")


def _by_name(wanted: _Wanted, resume: Document) -> Gate:
    match = re.search(rf"(?<![\w-]){re.escape(wanted.name)}(?!\w)", resume.text, re.IGNORECASE)
    values = NamedCredentialRule(
        name=wanted.span.quote,
        said=holding(resume.text, *match.span()) if match else "not stated",
        certain=wanted.force == "demanded",
    )
    return gate_of(values, wanted.span, {"said": Span(*match.span(), match[0]) if match else None})
