from __future__ import annotations

from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_matches import UNIT, made_of

from skillkg.explanation import ledger
from skillkg.model.graph import Path
from skillkg.model.match import BlockScale, Contribution

if TYPE_CHECKING:
    from skillkg.model.match import Match
    from skillkg.model.mention import Block

BLOCKS: list[Block] = ["skills", "occupations"]
PAIRS = st.lists(
    st.builds(
        lambda requirement, block, parts: Contribution(
            requirement, "urn:x", block, parts / UNIT, Path(), (), (), parts / UNIT
        ),
        st.sampled_from(["urn:a", "urn:b", "urn:c"]),
        st.sampled_from(BLOCKS),
        st.integers(min_value=0, max_value=UNIT),
    )
)


@given(PAIRS)
def test_rows_hold_every_contribution_and_add_up(pairs: list[Contribution]) -> None:
    scales = dict.fromkeys(BLOCKS, BlockScale(1.0, 1.0))
    match = replace(made_of([]), contributions=tuple(pairs), scales=scales)
    rows = ledger.rows(match)
    held = [c for row in rows for c in row.contributions]
    assert sorted(held, key=repr) == sorted(pairs, key=repr)
    assert len({(row.block, row.requirement) for row in rows}) == len(rows)
    assert ledger.additivity(match, rows) <= ledger.TOLERANCE
    assert [row.block for row in rows] == sorted((r.block for r in rows), reverse=True)


def test_additivity_sees_a_missing_row(match: Match) -> None:
    rows = ledger.rows(match)
    assert ledger.additivity(match, rows) <= 1e-15
    assert ledger.additivity(match, rows[1:]) == pytest.approx(rows[0].total)
    assert rows[0].total == 0.125


def test_shares_of_nothing_are_zero(match: Match) -> None:
    assert ledger.share(replace(match, contributions=()), 0.0) == 0.0
    assert fsum(ledger.share(match, row.total) for row in ledger.rows(match)) == pytest.approx(1.0)


def test_statements_are_distinct_and_as_they_stand_in_the_graph(match: Match) -> None:
    numbered = ledger.statements(match)
    assert list(numbered.values()) == [1]
    assert all("/occupation/" in s.subject and "/skill/" in s.object for s in numbered)


def test_the_share_told_in_skills(match: Match) -> None:
    assert ledger.told_in_skills(match) == pytest.approx(1.0)
    first, *others = match.contributions
    both = replace(match, contributions=(replace(first, block="occupations"), *others))
    told = others[0].contribution / both.fit
    assert ledger.told_in_skills(both) == pytest.approx(told)
