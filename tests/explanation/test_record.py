from __future__ import annotations

import json
import pathlib
from dataclasses import replace
from math import fsum, inf, prod, sqrt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_matches import made_of

from skillkg import __version__
from skillkg.explanation.record import dump, to_json, to_record

if TYPE_CHECKING:
    import skillkg
    from skillkg.model.match import Match

GOLDEN = pathlib.Path(__file__).with_name("golden_record.json")
AMOUNTS = st.lists(st.floats(min_value=0, max_value=1), max_size=80)


def norm_of(record: dict[str, Any], block: str, side: str) -> float:
    """A norm as the module's description says that it is made."""
    profile = [e for e in record["profiles"][side] if e["block"] == block]
    w = {e["concept"]: e["weight"] for e in profile}
    pairs = record["scales"][block][f"{side}_pairs"]
    products = [2 * w[p["one"]] * p["relatedness"] * w[p["other"]] for p in pairs]
    return sqrt(fsum([*(each * each for each in w.values()), *products]))


def test_golden_record(match: Match, pytestconfig: pytest.Config) -> None:
    """Where the record changes on purpose, write the file anew and look at the difference:

    python -m pytest tests/explanation/test_record.py --pin
    """
    record = to_record(match)
    assert json.loads(to_json(match)) == record
    assert record.pop("tool") == {"name": "skillkg", "version": __version__}
    if pytestconfig.getoption("--pin"):
        GOLDEN.write_text(dump(record), encoding="utf-8")
    assert dump(record) == GOLDEN.read_text(encoding="utf-8")


@given(AMOUNTS)
def test_contributions_sum_to_fit_after_json(amounts: list[float]) -> None:
    match = made_of(amounts)
    record = json.loads(to_json(match))
    assert fsum(c["contribution"] for c in record["contributions"]) == record["fit"] == match.fit
    assert len(record["contributions"]) == len(amounts)


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_json_does_not_depend_on_order(amounts: list[float], random: Any) -> None:
    match = made_of(amounts)
    shuffled = list(match.contributions)
    random.shuffle(shuffled)
    assert to_json(replace(match, contributions=tuple(shuffled))) == to_json(match)


@pytest.mark.parametrize("made", ["by hand", "from a graph"])
def test_every_figure_follows_from_the_record_alone(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match], made: str
) -> None:
    record = json.loads(to_json(match if made == "by hand" else related[1]))
    assert record["contributions"]
    for block, scale in record["scales"].items():
        for side in ("ad", "resume"):
            assert scale[f"{side}_norm"] == norm_of(record, block, side)
    weights = {
        (side, e["block"], e["concept"]): e["weight"]
        for side, profile in record["profiles"].items()
        for e in profile
    }
    for c in record["contributions"]:
        j, k, r = (c["weights"][f] for f in ("requirement_weight", "relatedness", "skill_weight"))
        scale = record["scales"][c["block"]]
        again = scale["weight"] * (j * k * r) / (scale["ad_norm"] * scale["resume_norm"])
        assert c["contribution"] == again
        assert j == weights["ad", c["block"], c["requirement"]]
        assert r == weights["resume", c["block"], c["skill"]]
    sure: dict[tuple[str, ...], list[float]] = {}
    for side, mentions in record["mentions"].items():
        for m in (m for m in mentions if m["stance"] == "stated"):
            probability = 1.0 if m["probability"] is None else m["probability"]
            sure.setdefault((side, m["block"], m["concept"]), []).append(probability)
    for side, e in ((side, e) for side, profile in record["profiles"].items() for e in profile):
        if e["path"]:
            start = weights[side, "occupations", e["path"][0]["from"]]
            assert e["weight"] == start * prod(step["strength"] for step in e["path"])
        else:
            assert e["weight"] == max(sure.get((side, e["block"], e["concept"]), [1.0]))


def test_related_skills_count_in_the_norms(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    scale = related[1].scales["skills"]
    assert len(scale.ad_pairs) == len(scale.resume_pairs) == 3
    assert any(c.requirement != c.skill for c in related[1].contributions)


def test_every_concept_of_a_real_match_has_a_label(
    related: tuple[skillkg.KnowledgeGraph, Match],
) -> None:
    match = related[1]
    entries = (*match.ad.profile, *match.resume.profile)
    named = {iri for e in entries for iri in (e.concept, *e.path.concepts)}
    assert named <= match.labels.keys()


def test_lone_surrogates_are_replaced_one_for_one(match: Match) -> None:
    text = to_json(replace(match, notes=("a\ud800\udfffb",)))
    assert text.encode().decode() == text
    assert json.loads(text)["notes"] == ["a\ufffd\ufffdb"]


def test_not_finite_is_an_error() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(made_of([inf]))
