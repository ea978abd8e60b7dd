"""Forgeries of what a record tells besides its parts: worth of lines, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from forged_explanation import FORGED_ADDITIONS, FORGED_EXPLANATION

import skillkg
from skillkg.explanation.canonical import canonical
from skillkg.explanation.record import to_record
from skillkg.explanation.verification.replayed import Replayed
from skillkg.explanation.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from forging import Forgery

    from skillkg.documents.document import Document
    from skillkg.explanation.verification.verdict import Verification
    from skillkg.model.match import Match
    from skillkg.verifying import Verifier

    Verify = Callable[..., Verification]


@pytest.fixture
def checks(over_graph: Verifier, verifier: Verifier) -> Verify:
    """Checks a forgery with the graph or without, and with the documents where ``is_whole``."""

    def check(
        match: Match, forgery: Forgery | None, *, graph: bool = True, is_whole: bool = False
    ) -> Verification:
        record = to_record(match)
        data = canonical(record if forgery is None else forgery.forge(record))
        papers = verifier.documents_of(match) if is_whole else None

        def replay(told: Match, _: Mapping[str, Document]) -> Iterator[str]:
            return Replayed("", told, match).differences  # made again once, for all forgeries

        store = skillkg.open(over_graph.location).store if graph and over_graph.location else None
        return verify(data, "record", store, papers, replay if is_whole else None)

    return check


CASES = [
    pytest.param(name, forgery, id=forgery.name)
    for name, forgeries in (("explained", FORGED_EXPLANATION), ("aiming", FORGED_ADDITIONS))
    for forgery in forgeries
]


@pytest.mark.parametrize("name", ["explained", "aiming"])
def test_the_genuine_ones_hold(genuine: dict[str, Match], checks: Verify, name: str) -> None:
    found = checks(genuine[name], None, is_whole=True)
    assert found.holds, found.of("differs")


@pytest.mark.parametrize(("name", "forgery"), CASES)
def test_the_least_that_can_show_it_shows_it(
    genuine: dict[str, Match], checks: Verify, name: str, forgery: Forgery
) -> None:
    match = genuine[name]
    alone = checks(match, forgery, graph=False)
    graph = checks(match, forgery)
    whole = checks(match, forgery, is_whole=True)
    shown = {"record": alone, "graph": graph, "documents": whole}
    order = list(shown)[: list(shown).index(forgery.shown)]
    assert all(shown[each].holds for each in order)
    said = "\n".join(said for check in shown[forgery.shown].of("differs") for said in check.said)
    assert forgery.said in said
