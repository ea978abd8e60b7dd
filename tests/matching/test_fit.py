"""What the fit promises: it adds up, is anchored and monotone, and the same in a ranking."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkg.graph.graph_arrays import KIND_NAMES, GraphArrays
from skillkg.graph.kinds import EdgeKind
from skillkg.graph.skill_graph import SkillGraph
from skillkg.matching.kernel import Kernel
from skillkg.matching.scoring import DEFAULT
from skillkg.matching.skills import stated
from skillkg.model.document import Span
from skillkg.model.mention import Mention

if TYPE_CHECKING:
    import skillkg
    from skillkg.documents.document import Document
    from skillkg.model.match import Match
    from skillkg.model.mention import Block, Stance

AD = """Senior Accountant (m/f/d)

Requirements
- prepare financial statements
- manage the general ledger
- Excel is a plus
"""
JOBS = {
    "accountant": "Accountant, 2015 - 2019\n- Kept the general ledger and closed the books\n"
    "- Prepared financial statements in Excel\n- Filed tax returns\n- Paid the suppliers\n",
    "waiter": "Waiter, 2012 - 2014\n- Served guests and took orders\n- Laid the tables\n"
    "- Handled complaints\n- Counted the till\n",
    "teacher": "Geography Teacher, 2008 - 2012\n- Taught classes of thirty pupils\n"
    "- Marked exams and met parents\n- Planned lessons\n",
    "developer": "Software Developer, 2019 - 2024\n- Wrote services in Java and Python\n"
    "- Reviewed code\n- Designed databases in SQL\n",
    "nurse": "Registered Nurse, 2016 - 2022\n- Cared for patients in intensive care\n"
    "- Administered medicines\n",
}
PLACES = st.lists(st.sampled_from(sorted(JOBS)), max_size=4, unique=True)


def resume(jobs: list[str]) -> str:
    return "Experience\n\n" + "\n".join(JOBS[job] for job in jobs)


@pytest.fixture(scope="module")
def ad(sample_graph: skillkg.KnowledgeGraph) -> Document:
    return sample_graph.read_text(AD, "ad")


def matched(kg: skillkg.KnowledgeGraph, ad: Document, text: str) -> Match:
    return kg.match(ad, kg.read_text(text, "resume"))


@settings(max_examples=20, deadline=None)
@given(jobs=PLACES)
def test_the_fit_is_the_sum_of_its_parts_and_lies_in_0_and_1(
    jobs: list[str], sample_graph: skillkg.KnowledgeGraph, ad: Document
) -> None:
    match = matched(sample_graph, ad, resume(jobs))
    parts = (*match.contributions, *match.repetitions)
    assert fsum(part.contribution for part in parts) == pytest.approx(match.fit, abs=1e-12)
    assert 0 <= match.fit <= 1
    requirements = [(c.block, c.requirement) for c in match.contributions]
    assert len(set(requirements)) == len(requirements), "one part for each requirement"


@settings(max_examples=20, deadline=None)
@given(jobs=PLACES, other=st.sampled_from(sorted(JOBS)), place=st.integers(0, 4))
def test_another_job_lowers_no_part(
    jobs: list[str], other: str, place: int, sample_graph: skillkg.KnowledgeGraph, ad: Document
) -> None:
    before = matched(sample_graph, ad, resume(jobs))
    after = matched(sample_graph, ad, resume([*jobs[:place], other, *jobs[place:]]))
    assert after.fit >= before.fit - 1e-12
    offers = {c.requirement: c.offer for c in after.contributions}
    for c in before.contributions:
        assert offers[c.requirement] >= c.offer


def test_what_an_accountant_did_for_pleasure_changes_nothing(
    sample_graph: skillkg.KnowledgeGraph, ad: Document
) -> None:
    text = resume(["accountant"])
    plain = matched(sample_graph, ad, text)
    hobbies = matched(sample_graph, ad, f"{text}\nInterests\n\nSailing, chess and old cars\n")
    assert hobbies.fit == plain.fit
    assert plain.fit > matched(sample_graph, ad, resume(["waiter"])).fit


@pytest.mark.parametrize("text", [AD, "Job title: Welder\n", "We need SQL.\n"])
def test_an_ad_fits_itself_wholly(text: str, sample_graph: skillkg.KnowledgeGraph) -> None:
    one = sample_graph.read_text(text, "ad")
    match = sample_graph.match(one, one)
    assert match.fit == 1.0
    assert match.repeated == 1.0


def test_every_part_ends_at_quotes_and_its_path_joins_them(
    sample_graph: skillkg.KnowledgeGraph, ad: Document
) -> None:
    match = matched(sample_graph, ad, resume(["accountant", "developer"]))
    assert match.contributions
    for c in match.contributions:
        assert c.requirement_spans
        assert c.skill_spans
        ends = c.path.concepts or (c.requirement,)
        assert (ends[0], ends[-1]) == (c.skill, c.requirement)


def test_no_requirement_gives_no_fit(sample_graph: skillkg.KnowledgeGraph) -> None:
    empty = sample_graph.read_text("2019 – 2021", "ad")
    match = matched(sample_graph, empty, resume(["nurse"]))
    assert match.fit == 0.0
    assert match.contributions == ()


def mention(concept: str, place: int, block: Block, stance: Stance = "stated") -> Mention:
    return Mention(Span(place, place + 1, "x"), concept, "x", block, stance=stance)


def test_what_is_meant_weighs_its_probability(sample_graph: skillkg.KnowledgeGraph) -> None:
    graph, sql = sample_graph.graph, sample_graph.concept("SQL").iri
    unsure, sure = (
        mention(sql, place, "skills")._replace(probability=probability)
        for place, probability in ((5, 0.25), (9, 0.5))
    )
    found = stated([unsure], [sure], "skills", graph, DEFAULT)
    assert found[sql].weight == 0.5, "the surest place counts"
    assert not found[sql].is_described
    for elsewhere in ([], [unsure._replace(stance="negated")]):
        described = stated(elsewhere, [sure], "skills", graph, DEFAULT)[sql]
        assert described.is_described
        assert described.weight == 0.5
    unjudged = stated([mention(sql, 0, "skills")], (), "skills", graph, DEFAULT)[sql]
    assert unjudged.weight == DEFAULT.unjudged < 1


@pytest.mark.parametrize("stance", ["negated", "wished", "company"])
def test_only_what_is_stated_is_offered(
    stance: Stance, sample_graph: skillkg.KnowledgeGraph
) -> None:
    sql, graph = sample_graph.concept("SQL").iri, sample_graph.graph
    apart = mention(sql, 0, "skills", stance)
    assert stated([apart], (), "skills", graph, DEFAULT) == {}
    both = stated([apart, mention(sql, 5, "skills")], (), "skills", graph, DEFAULT)
    assert [span.start for span in both[sql].spans] == [5]


def test_what_is_denied_is_not_implied(sample_graph: skillkg.KnowledgeGraph) -> None:
    wanted = sample_graph.read_text("Software developer\n\nRequirements\n- SQL\n", "ad")
    job = "Experience\n\nSoftware developer, 2015 - 2020\n"
    sql = sample_graph.concept("SQL").iri
    said, denied = (
        {c.requirement for c in matched(sample_graph, wanted, text).contributions}
        for text in (job, f"{job}- No experience with SQL\n")
    )
    assert said - denied <= {sql}
    assert sql not in denied


def test_rarer_skills_count_more(full_graph: skillkg.KnowledgeGraph) -> None:
    graph = full_graph.graph
    kernel = Kernel(graph, {iri: n for n, iri in enumerate(graph.concepts("occupation"))})
    common, rare = (full_graph.concept(name, kind="skill").iri for name in ("communication", "SQL"))
    assert 0 < kernel.rarity(common) < kernel.rarity(rare) <= 1


def test_skills_that_a_title_names_count_most(full_graph: skillkg.KnowledgeGraph) -> None:
    """A developer of Java is wanted, not one of C#, who knows all else as well."""
    rest = "- develop software\n- SQL\n- use object-oriented programming\n"
    wanted = full_graph.read_text(f"Java Developer\n\n- Java\n{rest}", "ad")
    job = "Experience\n\nSoftware Developer, 2018 - 2022\n\n- Developed web applications in "
    knows_java, knows_c = (
        matched(full_graph, wanted, f"Skills: {skills}\n\n{job}{language}\n").fit
        for language, skills in (
            ("Java with Spring", "Java, Spring, Hibernate, MySQL"),
            ("C# with ASP.NET", "C#, ASP.NET, Entity Framework, SQL Server"),
        )
    )
    assert knows_java > knows_c
    java = full_graph.concept("Java (computer programming)").iri
    untitled = full_graph.read_text(f"Developer\n\n- Java\n{rest}", "ad")
    titled, plain = (
        full_graph.view.matcher().profile(each).required["skills"][java].weight
        for each in (wanted, untitled)
    )
    assert titled / plain > DEFAULT.titled


def test_published_statements_come_before_learned_edges() -> None:
    kinds = [
        EdgeKind("broadMatch", "broad", "urn:broad", None, 0.7, ("occupations",)),
        EdgeKind("relatedness", "related", "urn:related", None, None, ("occupations",)),
    ]
    arrays = GraphArrays(
        iris=["urn:a", "urn:b", "urn:c"],
        concept_kinds=np.full(3, KIND_NAMES.index("occupation")),
        edge_kinds=kinds,
        graphs=["urn:g"],
        sources=np.array([0, 0, 0]),
        targets=np.array([1, 1, 2]),
        kinds=np.array([0, 1, 1]),
        homes=np.zeros(3, dtype=np.int64),
        strengths=np.array([0.7, 0.95, 0.9]),
    )
    near = Kernel(SkillGraph(arrays), {}).near("occupations", "urn:a")
    assert {c: (s.kind, s.strength) for c, s in near.items()} == {
        "urn:b": ("broadMatch", 0.7),
        "urn:c": ("relatedness", 0.9),
    }
    assert (near["urn:b"].source, near["urn:b"].target) == ("urn:b", "urn:a")
