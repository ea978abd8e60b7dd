from __future__ import annotations

from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_matches import made_of

from skillkg.explanation import ledger
from skillkg.model.graph import Path
from skillkg.model.match import Contribution

if TYPE_CHECKING:
    from skillkg.model.match import Match
    from skillkg.model.mention import Block

BLOCKS: list[Block] = ["skills", "occupations"]
PAIRS = st.lists(
    st.builds(
        Contribution,
        requirement=st.sampled_from(["urn:a", "urn:b", "urn:c"]),
        skill=st.sampled_from(["urn:x", "urn:y"]),
        block=st.sampled_from(BLOCKS),
        contribution=st.floats(min_value=0, max_value=1),
        path=st.just(Path()),
        requirement_spans=st.just(()),
        skill_spans=st.just(()),
    )
)


@given(PAIRS)
def test_rows_hold_every_contribution_and_add_up(pairs: list[Contribution]) -> None:
    match = replace(made_of([]), contributions=tuple(pairs))
    rows = ledger.rows(match)
    held = [c for row in rows for c in row.contributions]
    assert sorted(held, key=repr) == sorted(pairs, key=repr)
    assert len({(row.block, row.requirement) for row in rows}) == len(rows)
    assert ledger.additivity(match, rows) <= ledger.TOLERANCE
    assert [row.block for row in rows] == sorted((r.block for r in rows), reverse=True)


def test_additivity_sees_a_missing_row(match: Match) -> None:
    rows = ledger.rows(match)
    assert ledger.additivity(match, rows) == 0.0
    assert ledger.additivity(match, rows[1:]) == pytest.approx(rows[0].total)
    assert rows[0].total == 0.125


def test_shares_of_nothing_are_zero(match: Match) -> None:
    assert ledger.share(replace(match, contributions=()), 0.0) == 0.0
    assert fsum(ledger.share(match, row.total) for row in ledger.rows(match)) == 1.0


def test_statements_are_distinct_and_as_they_stand_in_the_graph(match: Match) -> None:
    numbered = ledger.statements(match)
    assert list(numbered.values()) == [1, 2]
    assert all("/occupation/" in s.subject and "/skill/" in s.object for s in numbered)


def test_statements_behind_implied_concepts_count_too(match: Match) -> None:
    bare = replace(match, contributions=(), coverage=())
    assert ledger.path_statements(bare) == []
    assert set(ledger.statements(bare)) == set(ledger.statements(match))
    assert list(ledger.statements(match))[:2] == ledger.path_statements(match)
