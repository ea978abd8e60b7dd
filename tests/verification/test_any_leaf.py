"""No value of a genuine record can be changed so that it holds, but for what was only given."""

from __future__ import annotations

import json
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, nextafter
from typing import TYPE_CHECKING, Any, Final

import pytest
from careful import record_id
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import DECISION, SCORING

import skillkg
from skillkg.explanation.canonical import canonical, sealed
from skillkg.explanation.record import to_record
from skillkg.explanation.record_reading import described
from skillkg.explanation.verification.replayed import Replayed
from skillkg.explanation.verification.verify import GIVEN, verify
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from conftest import Made

    from skillkg.documents.document import Document
    from skillkg.explanation.verification.verdict import Verification
    from skillkg.model.match import Match

    Record = dict[str, Any]
    Place = tuple[str | int, ...]

HASHES: Final = ("content_digest", "record_hash", "record_id")
"""What a forger makes again."""
CHOSEN: Final = {("explanation", "cut"): "explained for a cut of"}
"""What whoever asks for a match chooses, and how it is named: a near one may explain it alike."""
EXAMPLES: Final = 80


@dataclass(frozen=True, repr=False)
class Genuine:
    """A match, and what checks its record and forgeries of it."""

    match: Match
    verifier: Verifier

    @cached_property
    def record(self) -> Record:
        record: Record = json.loads(canonical(to_record(self.match)))
        return record

    @cached_property
    def kinds(self) -> dict[Place, list[Place]]:
        """The leaves by what stands there: each kind is drawn as often, however many it has."""
        found: dict[Place, list[Place]] = defaultdict(list)
        for place in self.leaves:
            found[kind_of(place)].append(place)
        return found

    @cached_property
    def leaves(self) -> list[Place]:
        return [place for place in places(self.record) if place[0] not in HASHES]

    def verdict(self, record: Record) -> Verification:
        """What is checked with ever more, as long as nothing differs."""
        data = canonical(record)
        found = verify(data, "record")
        if found.holds:
            found = verify(data, "record", self.verifier._store)
        if found.holds:
            papers = self.verifier.documents_of(described(record))
            found = verify(data, "record", self.verifier._store, papers, self._replay)
        return found

    def _replay(self, told: Match, papers: Mapping[str, Document]) -> Iterator[str]:
        """Makes again only what would come out otherwise."""
        if self._made_of(told) != self._made_of(self.match):
            return self.verifier.replay(told, papers)
        again = replace(
            self.match,
            decision=told.decision,
            ad=replace(self.match.ad, name=told.ad.name),
            resume=replace(self.match.resume, name=told.resume.name),
        )
        return Replayed("", told, again).differences

    @staticmethod
    def _made_of(match: Match) -> tuple[object, ...]:
        """All that a match that is made again is made of, besides its documents."""
        cut = match.explanation and match.explanation.cut
        graphs = [snapshot.graph for snapshot in match.snapshots]
        return graphs, match.parameters, cut


class Samples(dict[str, Genuine]):
    """Genuine ones by what they have."""

    def __repr__(self) -> str:
        return str([*self])

    @cached_property
    def seen(self) -> dict[Place, list[Any]]:
        """What stands at places of each kind in any of the records."""
        found: dict[Place, dict[str, Any]] = defaultdict(dict)
        for sample in self.values():
            for place in sample.leaves:
                value = value_at(sample.record, place)
                found[kind_of(place)][json.dumps(value)] = value
        return {kind: list(values.values()) for kind, values in found.items()}


def places(value: Any, where: Place = ()) -> Iterator[Place]:
    """Where numbers, texts and the like stand."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(each, (*where, key))
    else:
        yield where


def value_at(record: Any, place: Place) -> Any:
    for key in place:
        record = record[key]
    return record


def kind_of(place: Place) -> Place:
    """A place whatever the numbers are: what stands there is of one kind."""
    return tuple(key for key in place if isinstance(key, str))


@pytest.fixture(scope="module")
def samples(
    made: Made, genuine: dict[str, Match], tmp_path_factory: pytest.TempPathFactory
) -> Samples:
    odd = tmp_path_factory.mktemp("odd") / "odd.txt"
    odd.write_text("Zzyzx wanted\n", encoding="utf-8")
    verifier = Verifier(made.store, [made.documents, odd])
    abstained = skillkg.open(made.store, scoring=SCORING).match(odd, made.documents / "ada.txt")
    return Samples(
        {
            "with gates and learned edges": Genuine(made.match, verifier),
            "with an explanation": Genuine(genuine["aiming"], verifier),
            "abstained": Genuine(replace(abstained, decision=DECISION), verifier),
        }
    )


def plausible(value: Any) -> list[Any]:
    """Other values of the same type."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, abs(value - 1)]
    if isinstance(value, float):
        return [value + 0.001953125, value / 2, nextafter(value, inf)]
    return [f"{value}x", value[:-1]] if isinstance(value, str) else []


def test_the_genuine_ones_hold(samples: Samples) -> None:
    for name, sample in samples.items():
        found = sample.verdict(sample.record)
        assert found.holds, (name, found.of("differs"))
    assert samples["with gates and learned edges"].match.gates
    assert samples["with gates and learned edges"].match.learned
    assert samples["with an explanation"].match.explanation
    assert samples["abstained"].match.abstained


@settings(max_examples=EXAMPLES, derandomize=True)
@given(data=st.data())
def test_no_value_can_be_changed_alone(samples: Samples, data: st.DataObject) -> None:
    sample = samples[data.draw(st.sampled_from(sorted(samples)))]
    kind = data.draw(st.sampled_from(list(sample.kinds)))
    place = data.draw(st.sampled_from(sample.kinds[kind]))
    value = value_at(sample.record, place)
    others = [
        each
        for each in (*plausible(value), *samples.seen[kind])
        if json.dumps(each) != json.dumps(value)
    ]
    if not others:
        return  # nothing else ever stands there
    other = data.draw(st.sampled_from(others))
    forged = deepcopy(sample.record)
    value_at(forged, place[:-1])[place[-1]] = other
    forged["record_id"] = record_id(forged)
    found = sample.verdict(sealed(forged))
    if found.holds:
        assert kind[0] in GIVEN or kind in CHOSEN, f"{place}: {other!r} for {value!r} holds"
        unchecked = " ".join(said for check in found.of("unchecked") for said in check.said)
        assert CHOSEN.get(kind, str(kind[0])) in unchecked
