from __future__ import annotations

import json
import pathlib
from dataclasses import replace
from math import fsum, inf, prod
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_matches import made_of

from skillkg.explanation.codec import dump
from skillkg.explanation.record import to_json, to_record

if TYPE_CHECKING:
    import skillkg
    from skillkg.model.match import Match

GOLDEN = pathlib.Path(__file__).with_name("golden_record.json")
PARTS = st.lists(st.integers(min_value=0, max_value=4096), max_size=80)


def test_golden_record(match: Match, pytestconfig: pytest.Config) -> None:
    """Where the record changes on purpose, write the file anew and look at the difference:

    python -m pytest tests/explanation/test_record.py --pin
    """
    record = to_record(match)
    assert json.loads(to_json(match)) == record
    if pytestconfig.getoption("--pin"):
        GOLDEN.write_text(dump(record), encoding="utf-8")
    assert dump(record) == GOLDEN.read_text(encoding="utf-8")


@given(PARTS)
def test_contributions_sum_to_fit_after_json(parts: list[int]) -> None:
    match = made_of(parts)
    record = json.loads(to_json(match))
    assert fsum(c["contribution"] for c in record["contributions"]) == record["fit"] == match.fit
    assert len(record["contributions"]) == len(parts)


@given(PARTS, st.randoms(use_true_random=False))
def test_json_does_not_depend_on_order(parts: list[int], random: Any) -> None:
    match = made_of(parts)
    shuffled = list(match.contributions)
    random.shuffle(shuffled)
    assert to_json(replace(match, contributions=tuple(shuffled))) == to_json(match)


@pytest.mark.parametrize("made", ["by hand", "from a graph"])
def test_every_figure_follows_from_the_record_alone(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match], made: str
) -> None:
    record = json.loads(to_json(match if made == "by hand" else related[1]))
    assert record["contributions"]
    scales = record["scales"]
    weights = {
        (side, e["concept"]): e["weight"]
        for side, profile in record["profiles"].items()
        for e in profile
    }
    products: dict[str, list[float]] = {block: [] for block in scales}
    for c in record["contributions"]:
        w, scale = c["weights"], scales[c["block"]]
        assert w["offer"] == round(w["relatedness"] * w["skill_weight"] * 4096) / 4096
        product = w["requirement_weight"] * w["offer"]
        assert c["contribution"] == scale["weight"] * (product / scale["total"])
        products[c["block"]].append(product)
        assert w["skill_weight"] == weights["resume", c["skill"]]
        assert w["relatedness"] == prod(step["strength"] for step in c["path"])
    fit = sum(each["words"] for each in record["repetitions"]) / max(record["ad"]["words"], 1)
    for block, scale in scales.items():
        fit += scale["weight"] / scale["total"] * sum(products[block])
    assert record["fit"] == fit
    every = (*record["contributions"], *record["repetitions"])
    assert fsum(part["contribution"] for part in every) == pytest.approx(fit, abs=1e-12)


def test_every_concept_of_a_real_match_has_a_label(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    match = related[1]
    entries = (*match.ad.profile, *match.resume.profile)
    named = {e.concept for e in entries}
    assert named <= match.labels.keys()


def test_lone_surrogates_are_replaced_one_for_one(match: Match) -> None:
    text = to_json(replace(match, notes=("a\ud800\udfffb",)))
    assert text.encode().decode() == text
    assert json.loads(text)["notes"] == ["a\ufffd\ufffdb"]


def test_not_finite_is_an_error(match: Match) -> None:
    with pytest.raises(ValueError, match="inf is not representable"):
        to_json(replace(match, contributions=(replace(match.contributions[0], contribution=inf),)))
