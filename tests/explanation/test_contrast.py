"""Two matches side by side: differences per requirement, which sum to that of the fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_matches import made_of

from skillkg.explanation.contrast import contrast

if TYPE_CHECKING:
    import skillkg
    from skillkg.model.match import Match

PARTS = st.lists(st.integers(min_value=0, max_value=4096), max_size=40)


@given(PARTS, PARTS)
def test_differences_sum_to_that_of_the_fits(some: list[int], others: list[int]) -> None:
    one, other = made_of(some), made_of(others)
    found = contrast(one, other)
    assert found.total == pytest.approx(one.fit - other.fit, abs=1e-9)
    assert found.difference == one.fit - other.fit
    assert [row.difference for row in found.rows] == [
        -row.difference for row in contrast(other, one).rows
    ]


def test_paths_are_set_side_by_side(related: tuple[skillkg.KnowledgeGraph, Match]) -> None:
    kg, match = related
    ad = kg.read_text("Data analyst\n\nWe need statistics and databases.\n", "ad")
    other = kg.match(ad, kg.read_text("Experience\n\n2019 - 2021 Data miner\n", "resume"))
    found = contrast(match, other)
    assert found.total == pytest.approx(match.fit - other.fit, abs=1e-9)
    assert not any(row.difference for row in contrast(match, match).rows)
    own = {each for row in found.rows for each in row.statements[0]}
    walked = {each for row in contrast(match, made_of([])).rows for each in row.statements[0]}
    assert own <= walked
    assert all(each.graph for each in walked)
