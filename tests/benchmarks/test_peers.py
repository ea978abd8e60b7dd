"""How sets of skills of another program are counted."""

from __future__ import annotations

import pytest
from peers import micro, rows
from quality.data import Sentence

LABELS = {"urn:s": "SQL", "urn:j": "Java  (computer programming)", "urn:m": "manage time"}
GIVEN = [
    Sentence("one", frozenset({"sql", "manage time"})),
    Sentence("two", frozenset({"Java (computer programming)"})),
]


def test_sets_are_counted_over_all_sentences() -> None:
    found = [["urn:s", "urn:j", "urn:unknown"], ["urn:j"]]
    assert micro(found, GIVEN, LABELS) == pytest.approx([2 / 3, 2 / 3, 2 / 3])
    assert micro([[], []], GIVEN, LABELS) == [0.0, 0.0, 0.0]
    assert micro([["urn:m", "urn:s"], ["urn:j"]], GIVEN, LABELS) == [1.0, 1.0, 1.0]


def test_answers_fall_to_the_sets_in_their_order() -> None:
    sets = {"TECH": GIVEN[:1], "HOUSE": GIVEN[1:]}
    answer = {"sets": {"0.6": [["urn:s"], ["urn:j"]], "0.4": [["urn:j"], []]}}
    found = rows(answer, sets, LABELS)
    assert found == {0.6: pytest.approx([2 / 3, 1, 0.5, 1, 1, 1]), 0.4: [0.0] * 6}
