"""The rules of the gates: what a gate is called, how it ends and why, by its values alone.

What the two documents say is parsed elsewhere, into the values of one of these rules; nothing else
gives a gate its name, status and note, so that they follow again from a record. The number in a
rule's id is its version: where other results would follow from the same values, there is a new one.
``docs/gates.md`` publishes the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple

from skillkg.errors import RecordError
from skillkg.linking.context.proficiency import RANKS
from skillkg.matching.gates.credential_kinds import kind_named

if TYPE_CHECKING:
    from skillkg.matching.gates.credential_kinds import Rung
    from skillkg.model.match import GateStatus

Said = Literal["held", "pending", "of others", "denied", "lacking", "not stated"]
"""What a resume says of a credential, by the statement that says most for its owner."""
LowerClass = Literal["2:2", "third class"]
LANGUAGE: Final = "Language: "
_SEVERAL: Final = 3
"""Years that are several for certain."""
_FIRST_DEGREE: Final = 6
"""The level of one."""
_NOT_STATED: Final = "The resume does not state it."
_NO_CLASS: Final = "The resume does not name this class."


class Outcome(NamedTuple):
    """How a gate ends."""

    status: GateStatus
    note: str = ""
    by: str = ""
    """The value that decides, whose quote is the evidence; empty where the resume says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsRule:
    """Years of experience."""

    rule: ClassVar[str] = "years/1"
    demanded_years: float | None
    """``None``: several."""
    field: str
    """What they are demanded in, as the ad words it; empty where it does not say."""
    stated_years: float | None
    """The most that the resume states in that field."""
    covered_months: int
    """Months that its dated jobs in the field cover, each once; of all jobs ``total_months``."""
    total_months: int
    fitting_jobs: int
    """Dated jobs in the field; of all of them ``dated_jobs``."""
    dated_jobs: int
    goes_on: bool
    """Whether a dated job has not ended: it is counted to the latest date of the resume."""
    denied: bool
    """Whether the resume says that there is no experience, in the field or at all."""
    certain: bool

    @property
    def name(self) -> str:
        """What the gate is called."""
        many = "Several" if self.demanded_years is None else f"{self.demanded_years:g}"
        return f"{many} years of experience" + (f": {self.field}" if self.field else "")

    @property
    def outcome(self) -> Outcome:
        """How it ends where the ad surely demands it."""
        outcome = self._counted
        if self.demanded_years is not None or outcome.status == "pass":
            return outcome
        fails = outcome.by == "denied" and not self.dated_jobs
        note = f"The ad does not say how many. {outcome.note}"
        return Outcome("fail" if fails else "unknown", note, outcome.by)

    @property
    def _counted(self) -> Outcome:
        stated = f"The resume states {self.stated_years or 0:g} years."
        if self.stated_years is not None and self._is_enough(12 * self.stated_years):
            return Outcome("pass", stated, "stated_years")
        if self._is_enough(self.covered_months):
            note = f"Its dated jobs{self._of} cover {self.covered_months / 12:.1f} years."
            return Outcome("pass", note, "covered_months")
        if self.denied and self.stated_years is None and not self.fitting_jobs:
            return Outcome("fail", "The resume denies it.", "denied")
        if self.dated_jobs:
            return self._by_all_jobs
        if self.stated_years is None:
            return Outcome(
                "unknown", "The resume states no number of years, and has no dated jobs."
            )
        return Outcome("fail", stated, "stated_years")

    @property
    def _by_all_jobs(self) -> Outcome:
        """Fails only where all jobs together are too few, whatever they were."""
        note = f"All of its dated jobs cover {self.total_months / 12:.1f} years."
        covered = f"cover {self.covered_months / 12:.1f}, as far as it tells."
        if self._is_enough(self.total_months):
            return Outcome("unknown", f"{note} Those{self._of} {covered}", "total_months")
        if self.goes_on:
            note += " One goes on; until when is not told."
        return Outcome("unknown" if self.goes_on else "fail", note, "total_months")

    @property
    def _of(self) -> str:
        return f" that name “{self.field}”" if self.field else ""

    def _is_enough(self, months: float) -> bool:
        """In whole months; that one is missing does not matter."""
        years = _SEVERAL if self.demanded_years is None else self.demanded_years
        return round(months) >= round(12 * years) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRule:
    """A language; levels are those of the Common European Framework, and ``native``."""

    rule: ClassVar[str] = "language/1"
    language: str
    demanded_level: str | None
    """``None`` where the ad does not say how well it must be spoken."""
    stated: bool
    spoken_level: str | None
    """The highest that the resume states."""
    denied: bool
    certain: bool

    @property
    def name(self) -> str:
        """What the gate is called."""
        return LANGUAGE + " ".join(filter(None, (self.language, self.demanded_level)))

    @property
    def outcome(self) -> Outcome:
        """How it ends where the ad surely demands it."""
        if not self.stated:
            denied = Outcome("fail", "The resume denies it.", "denied")
            return denied if self.denied else Outcome("unknown", _NOT_STATED)
        demanded, spoken = _rank(self.demanded_level), _rank(self.spoken_level)
        if spoken >= demanded:
            return Outcome("pass", by="stated")
        if not spoken:
            return Outcome("unknown", "The resume does not say how well.", "stated")
        return Outcome("fail", f"The resume states {self.spoken_level}.", "stated")


def _rank(level: str | None) -> int:
    if level is None:
        return 0
    if not level or level not in RANKS:
        raise RecordError(f"{level!r:.80} is no level of languages: {', '.join(RANKS[1:])}")
    return RANKS.index(level)


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRule:
    """A credential that is known by name; its classes are in ``credentials.toml``."""

    rule: ClassVar[str] = "credential/1"
    credential: str
    demanded_class: str | None
    said: Said
    stated_class: str | None
    """The highest that is stated on the ladder of the one demanded, or else on any."""
    is_open: bool
    """Whether what is stated may mean a higher class than it names."""
    certain: bool

    @property
    def name(self) -> str:
        """What the gate is called."""
        return ": ".join(filter(None, (self.credential, self.demanded_class)))

    @property
    def outcome(self) -> Outcome:
        """How it ends where the ad surely demands it."""
        demanded, stated = self._rung(self.demanded_class), self._rung(self.stated_class)
        if self.said == "held":
            return self._by_class(demanded, stated)
        return _NOT_HELD[self.said]

    def _by_class(self, demanded: Rung | None, stated: Rung | None) -> Outcome:
        is_enough = Outcome("pass", by="said")
        if demanded is None:
            return is_enough
        if stated is None and kind_named(self.credential).takes_unnamed(demanded):
            return is_enough
        if stated is None or stated.ladder != demanded.ladder:
            return Outcome("unknown", _NO_CLASS, "said")
        if stated.height >= demanded.height:
            return is_enough
        if self.is_open and stated.height == 0:
            return Outcome("unknown", _NO_CLASS, "said")
        return Outcome("fail", f"The resume states {stated.name}.", "said")

    def _rung(self, name: str | None) -> Rung | None:
        kind = kind_named(self.credential)
        return None if name is None else kind.rung(name)


_NOT_HELD: Final[dict[Said, Outcome]] = {
    "pending": Outcome("unknown", "The resume does not say that it is held yet.", "said"),
    "of others": Outcome("unknown", "The resume states it of others only."),
    "denied": Outcome("fail", "The resume denies it.", "said"),
    "lacking": Outcome("fail", "The resume says that it is lacking.", "said"),
    "not stated": Outcome("unknown", _NOT_STATED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCredentialRule:
    """Any other credential, found by the very words of the ad."""

    rule: ClassVar[str] = "named-credential/1"
    name: str
    said: Said
    certain: bool

    @property
    def outcome(self) -> Outcome:
        """How it ends where the ad surely demands it."""
        if self.said == "not stated":
            return _NOT_HELD[self.said]
        if self.said == "held":
            return Outcome("pass", "Found by its name alone.", "said")
        if self.said == "denied":
            return Outcome("fail", "The resume denies it.", "said")
        return Outcome("unknown", "The resume does not say that it is held.", "said")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationRule:
    """A qualification, by levels of the European Qualifications Framework."""

    rule: ClassVar[str] = "qualification/1"
    demanded_level: int
    held_level: int | None
    """The highest that the resume names as held."""
    pending_level: int | None
    """The highest that it names as not yet completed."""
    denied: bool
    """Whether it says that there is no degree."""
    takes_equivalent: bool
    """Whether the ad takes something equivalent."""
    demands_upper_class: bool
    """Whether the ad asks for a first or an upper second, and takes no lower class of honours."""
    has_upper_class: bool
    lower_class: LowerClass | None
    """A lower class of honours that it states."""
    certain: bool

    @property
    def name(self) -> str:
        """What the gate is called."""
        return f"Qualification of EQF level {self.demanded_level}"

    @property
    def outcome(self) -> Outcome:
        """How it ends where the ad surely demands it."""
        if self.held_level is not None and self.held_level >= self.demanded_level:
            return self._by_class
        otherwise: GateStatus = "unknown" if self.takes_equivalent else "fail"
        if self.held_level is None and self.denied and self.demanded_level >= _FIRST_DEGREE:
            return Outcome(otherwise, "The resume says that there is none.", "denied")
        if self.pending_level is not None and self.pending_level >= self.demanded_level:
            note = "The resume does not say that it is completed."
            return Outcome("unknown", note, "pending_level")
        if self.held_level is None:
            return Outcome("unknown", "The resume names no qualification whose level is known.")
        note = f"The resume names one of level {self.held_level}."
        note += " The ad takes something equivalent." if self.takes_equivalent else ""
        return Outcome(otherwise, note, "held_level")

    @property
    def _by_class(self) -> Outcome:
        if not self.demands_upper_class or self.has_upper_class:
            note = f"The resume names one of level {self.held_level}; "
            return Outcome("pass", f"{note}whether its field fits is not checked.", "held_level")
        if self.lower_class is None:
            note = "The resume does not state the class of its degree."
            return Outcome("unknown", note, "held_level")
        return Outcome("fail", f"The resume states {self.lower_class}.", "lower_class")
