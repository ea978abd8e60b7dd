"""A resume that is changed in what should not matter, and read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from skillkg.documents.alterations import NAMES, alterations
from skillkg.model.explanation import AlterationName

if TYPE_CHECKING:
    import skillkg

EXAMPLES = Path(__file__).parents[2] / "examples"
AD = EXAMPLES / "ads" / "database-administrator.json"
RESUME = EXAMPLES / "resumes" / "system-administrator.txt"
WORDED = "Experience\n\nCook, 2010 - 2012\n- Responsible for soups\n\nEducation\n\nSchool, Ulm\n"


def test_each_change_is_made_of_the_text(sample_graph: skillkg.KnowledgeGraph) -> None:
    resume = sample_graph.read_text(WORDED, "resume")
    changes = {each.name: each for each in alterations(resume)}
    assert list(changes) == list(get_args(AlterationName))
    (order,) = changes["order"].after
    assert order.index("Education") < order.index("School") < order.index("Experience")
    assert sorted(order.split()) == sorted(WORDED.split())
    assert "In charge of soups" in changes["wording"].after[0]
    assert all(text.startswith(resume.text.rstrip()) for text in changes["additions"].after)
    assert changes["name"].before.startswith(f"{NAMES[0]}\n")
    for name in ("name", "pronouns", "address"):
        texts = {changes[name].before, *changes[name].after}
        assert len(texts) == 1 + len(changes[name].after)
        assert all(text.endswith(f"\n\n{resume.text}") for text in texts)


def test_what_cannot_be_changed_is_left_out(sample_graph: skillkg.KnowledgeGraph) -> None:
    resume = sample_graph.read_text("Cook\n\nMade soups\n", "resume")
    names = [each.name for each in alterations(resume)]
    assert names == ["additions", "name", "pronouns", "address"]


def test_who_somebody_is_moves_nothing(sample_graph: skillkg.KnowledgeGraph) -> None:
    plain = sample_graph.explain(AD, RESUME).explanation
    told = sample_graph.explain(AD, RESUME, stability=True).explanation
    assert plain is not None
    assert plain.stability is None
    assert told is not None
    assert told.stability is not None
    moved = {each.alteration: each for each in told.stability}
    for name in ("name", "pronouns", "address"):
        assert moved[name].moved == pytest.approx(0, abs=1e-3)  # type: ignore[index]
        assert moved[name].shared == 1  # type: ignore[index]
    assert moved["additions"].moved > -0.01


def test_what_is_told_is_what_texts_give(sample_graph: skillkg.KnowledgeGraph) -> None:
    ad, resume = sample_graph.read(AD, "ad"), sample_graph.read_text(WORDED, "resume")
    told = sample_graph.explain(ad, resume, stability=True).explanation
    assert told is not None
    assert told.stability is not None
    for each, moved in zip(alterations(resume), told.stability, strict=True):
        before = sample_graph.match(ad, sample_graph.read_text(each.before, "resume")).fit
        fits = [sample_graph.match(ad, sample_graph.read_text(t, "resume")).fit for t in each.after]
        assert (each.name, len(each.after)) == (moved.alteration, moved.texts)
        assert max(abs(fit - before) for fit in fits) == pytest.approx(abs(moved.moved), abs=1e-12)
