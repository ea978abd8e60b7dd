from __future__ import annotations

from itertools import product
from math import fsum
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkg.matching.fit import BLOCKS, contributions, scales
from skillkg.matching.kernel import Kernel
from skillkg.matching.profile import build_profile
from skillkg.model.document import Span
from skillkg.model.mention import Mention

if TYPE_CHECKING:
    import skillkg
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block, Stance


def mention(concept: str, place: int, block: Block, stance: Stance = "stated") -> Mention:
    return Mention(Span(place, place + 1, "x"), concept, "x", block, stance=stance)


@pytest.fixture(scope="module")
def pool(graph_in_full: SkillGraph) -> dict[str, list[str]]:
    """Concepts that K joins to others, and some that it does not, by block."""
    graph = graph_in_full
    kernel = Kernel(graph, "skills")
    joined = [c for c in graph.concepts("skill") if kernel.near(c)][:40]
    return {
        "skills": sorted(
            {*joined, *(n for c in joined for n in kernel.near(c)), *graph.concepts("skill")[:20]}
        ),
        "occupations": graph.concepts("occupation")[:30],
    }


@pytest.fixture(scope="module")
def graph_in_full(full_graph: skillkg.KnowledgeGraph) -> SkillGraph:
    return full_graph.graph


def profile(data: st.DataObject, pool: dict[str, list[str]], graph: SkillGraph) -> Profile:
    mentions = [
        mention(concept, place, block)
        for block in BLOCKS
        for place, concept in enumerate(
            data.draw(st.lists(st.sampled_from(pool[block]), max_size=6, unique=True))
        )
    ]
    return build_profile(mentions, graph)


@settings(max_examples=60)
@given(data=st.data())
def test_the_fit_is_the_soft_cosine_computed_with_matrices(
    data: st.DataObject, pool: dict[str, list[str]], graph_in_full: SkillGraph
) -> None:
    graph = graph_in_full
    kernels = {block: Kernel(graph, block) for block in BLOCKS}
    ad, resume = (profile(data, pool, graph) for _ in range(2))
    scaled = scales(ad, resume, kernels)
    found = contributions(ad, resume, kernels, scaled)
    fit = fsum(c.contribution for c in found)

    expected = 0.0
    filled = [block for block in BLOCKS if ad[block]]
    for block in filled:
        concepts = sorted({*ad[block], *resume[block]})
        k = np.array([[kernels[block](a, b) for b in concepts] for a in concepts])
        j, r = (
            np.array([p[block][c].weight if c in p[block] else 0.0 for c in concepts])
            for p in (ad, resume)
        )
        norms = np.sqrt(j @ k @ j) * np.sqrt(r @ k @ r)
        expected += (j @ k @ r) / norms / len(filled) if norms else 0.0
    assert fit == pytest.approx(expected, abs=1e-12)
    assert -1e-12 <= fit <= 1 + 1e-12
    for c in found:
        scale = scaled[c.block]
        product = c.requirement_weight * c.relatedness * c.skill_weight
        again = scale.weight * product / (scale.ad_norm * scale.resume_norm)
        assert c.contribution == again


@settings(max_examples=30)
@given(data=st.data())
def test_every_contributions_path_joins_what_the_two_documents_name(
    data: st.DataObject, pool: dict[str, list[str]], graph_in_full: SkillGraph
) -> None:
    graph = graph_in_full
    kernels = {block: Kernel(graph, block) for block in BLOCKS}
    ad, resume = (profile(data, pool, graph) for _ in range(2))
    for c in contributions(ad, resume, kernels, scales(ad, resume, kernels)):
        concepts = c.path.concepts or (c.requirement,)
        assert c.skill in concepts
        assert c.requirement in concepts
        named = [
            {e.concept for block in BLOCKS for e in p[block].values() if not e.path.steps}
            for p in (resume, ad)
        ]
        assert concepts[0] in named[0]
        assert concepts[-1] in named[1]


def test_k_is_symmetric_diagonally_dominant_and_positive_semidefinite(
    full_graph: skillkg.KnowledgeGraph,
) -> None:
    graph = full_graph.graph
    for block, kind in (("skills", "skill"), ("occupations", "occupation")):
        kernel = Kernel(graph, block)
        start = graph.concepts(kind)[:400]
        concepts = sorted({*start, *(n for c in start for n in kernel.near(c))})
        k = np.array([[kernel(a, b) for b in concepts] for a in concepts])
        assert np.array_equal(k, k.T)
        assert (k.sum(axis=1) - 1 <= 1 + 1e-9).all()
        assert np.linalg.eigvalsh(k).min() >= -1e-9
        assert (k > 0).sum() > len(concepts)


def test_a_document_fits_itself_wholly(sample_graph: skillkg.KnowledgeGraph) -> None:
    graph = sample_graph.graph
    kernels = {block: Kernel(graph, block) for block in BLOCKS}
    occupation = sample_graph.concept("software developer").iri
    one = build_profile(
        [mention(occupation, 0, "occupations"), mention(graph.concepts("skill")[3], 5, "skills")],
        graph,
    )
    found = contributions(one, one, kernels, scales(one, one, kernels))
    assert fsum(c.contribution for c in found) == pytest.approx(1.0)


def test_what_is_named_needs_no_implication(sample_graph: skillkg.KnowledgeGraph) -> None:
    graph = sample_graph.graph
    occupation = sample_graph.concept("software developer")
    essential = next(r for r in occupation.skills if r.step.kind == "essential")
    implied = build_profile([mention(occupation.iri, 0, "occupations")], graph)["skills"]
    assert implied[essential.concept.iri].weight == essential.step.strength
    assert implied[essential.concept.iri].path.concepts[0] == occupation.iri
    named = build_profile(
        [
            mention(occupation.iri, 0, "occupations"),
            mention(essential.concept.iri, 9, "skills"),
        ],
        graph,
    )["skills"]
    assert named[essential.concept.iri].weight == 1.0
    assert named[essential.concept.iri].path.steps == ()


def test_what_is_meant_weighs_its_probability(sample_graph: skillkg.KnowledgeGraph) -> None:
    graph, sql = sample_graph.graph, sample_graph.concept("SQL").iri
    occupation = sample_graph.concept("software developer")
    essential = next(r for r in occupation.skills if r.step.kind == "essential")
    title = mention(occupation.iri, 0, "occupations")._replace(probability=0.75)
    unsure, sure = (
        mention(sql, place, "skills")._replace(probability=probability)
        for place, probability in ((5, 0.25), (9, 0.5))
    )
    found = build_profile([title, unsure], graph, [sure])
    assert found["occupations"][occupation.iri].weight == 0.75
    assert found["skills"][essential.concept.iri].weight == 0.75 * essential.step.strength
    assert found["skills"][sql].weight == 0.5, "the surest place counts"
    assert not found["skills"][sql].is_described
    denied = unsure._replace(stance="negated")
    for elsewhere in ([], [denied]):
        described = build_profile(elsewhere, graph, [sure])["skills"][sql]
        assert described.is_described
        assert described.weight == 0.5


@pytest.mark.parametrize("stance", ["negated", "wished", "company"])
def test_only_what_is_stated_is_in_a_profile(
    stance: Stance, sample_graph: skillkg.KnowledgeGraph
) -> None:
    sql, graph = sample_graph.concept("SQL").iri, sample_graph.graph
    apart = mention(sql, 0, "skills", stance)
    assert build_profile([apart], graph) == build_profile([], graph)
    both = build_profile([apart, mention(sql, 5, "skills")], graph)["skills"]
    assert [span.start for span in both[sql].spans] == [5]


def test_what_is_negated_is_not_implied(sample_graph: skillkg.KnowledgeGraph) -> None:
    graph = sample_graph.graph
    occupation = sample_graph.concept("software developer")
    essential = next(r for r in occupation.skills if r.step.kind == "essential").concept.iri
    title = mention(occupation.iri, 0, "occupations")
    implied = build_profile([title], graph)["skills"]
    for stance, expected in (("negated", implied.keys() - {essential}), ("wished", implied.keys())):
        found = build_profile([title, mention(essential, 9, "skills", stance)], graph)["skills"]
        assert found.keys() == expected


def test_an_empty_ad_gives_no_contribution(sample_graph: skillkg.KnowledgeGraph) -> None:
    kernels = {block: Kernel(sample_graph.graph, block) for block in BLOCKS}
    empty = build_profile([], sample_graph.graph)
    full = build_profile(
        [mention(sample_graph.concept("SQL").iri, 0, "skills")], sample_graph.graph
    )
    for ad, resume in product([empty, full], repeat=2):
        found = contributions(ad, resume, kernels, scales(ad, resume, kernels))
        assert bool(found) == (ad is full and resume is full)
