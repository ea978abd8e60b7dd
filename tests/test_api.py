"""The graph object: what it sees, how it is asked, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import ConceptError, DocumentError, QueryError, StoreError

AD = Path(__file__).parents[1] / "examples" / "ads" / "data-analyst.txt"
DEVELOPER = "web developer"


def test_releases_can_be_chosen_by_name(sample_store: Path) -> None:
    only = skillkg.open(sample_store, releases=["onet/29.2-sample"])
    assert [snapshot.source for snapshot in only.snapshots] == ["onet"]
    assert only.graphs == (f"{voc.GRAPHS}onet/29.2-sample", voc.ONTOLOGY, voc.CATALOG)
    with pytest.raises(ConceptError):
        only.concept("SQL")
    assert only.concept("15-1254.00").label == "Web Developers"


def test_a_release_that_is_not_there_is_said(sample_store: Path) -> None:
    with pytest.raises(StoreError, match=r"no esco/9, onet/9; it has: esco/1\.1\.1-sample, onet/"):
        _ = skillkg.open(sample_store, releases=["onet/9", "esco/9"]).snapshots


def test_opening_reads_nothing_but_the_store(sample_store: Path, tmp_path: Path) -> None:
    kg = skillkg.KnowledgeGraph(replace(skillkg.open(sample_store).view, folder=tmp_path))
    assert kg.query("ASK { ?s a esco:Skill }") is True
    assert not list(tmp_path.iterdir())
    kg.warm()
    kept = {entry.name for entry in tmp_path.glob("*/*")}
    digest = kg.encoder.digest.removeprefix("sha256:")[:16]
    encoded = {f"{what}-en-{digest}" for what in ("vectors", "skills", "occupations")}
    assert kept == {"graph", "labels-en", "linking-en", "search-en"} | encoded
    again = skillkg.KnowledgeGraph(replace(kg.view))
    assert again.search("data analysis") == kg.search("data analysis")
    assert again.link(AD) == kg.link(AD)


def test_a_concept_may_be_given_as_object_iri_code_or_label(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    concept = sample_graph.concept(DEVELOPER)
    answers = [
        sample_graph.query("occupation-skills", occupation=given)
        for given in (concept, concept.iri, DEVELOPER, DEVELOPER.upper())
    ]
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)
    assert sample_graph.paths(concept, "SQL") == sample_graph.paths(concept.iri, "sql")


def test_values_of_free_sparql_are_terms(sample_graph: skillkg.KnowledgeGraph) -> None:
    text = "SELECT ?v { VALUES ?v { 1 } }"
    concept = sample_graph.concept("SQL")
    for given, term in [
        (concept, ox.NamedNode(concept.iri)),
        (concept.iri, ox.NamedNode(concept.iri)),
        (2, ox.Literal(2)),
        (ox.Literal("x", language="en"), ox.Literal("x", language="en")),
    ]:
        answer = sample_graph.query(text, v=given)
        assert not isinstance(answer, bool)
        assert answer.terms == ((term,),)
    several = sample_graph.query(text, v=["a", 2, concept])
    assert not isinstance(several, bool)
    assert several.column("v") == ["a", 2, concept.iri]
    for wrong, told in [(object(), "cannot be a term"), (["a", None], "cannot be a term")]:
        with pytest.raises(QueryError, match=told):
            sample_graph.query(text, v=wrong)
    with pytest.raises(QueryError, match="not an empty list"):
        sample_graph.query(text, v=[])


@pytest.mark.parametrize("language", [["de", "en"], None, True])
def test_a_parameter_of_a_named_query_takes_one_value(
    sample_graph: skillkg.KnowledgeGraph, language: object
) -> None:
    with pytest.raises(QueryError, match="parameter 'language' takes one text, not "):
        sample_graph.query("occupation-skills", occupation=DEVELOPER, language=language)
    with pytest.raises(ConceptError, match="named by IRI, code or label, not "):
        sample_graph.query("occupation-skills", occupation=[DEVELOPER])


@pytest.mark.parametrize(
    ("query", "values", "error"),
    [
        ("occupation-skils", {}, QueryError),
        ("occupation-skills", {"ocupation": "SQL"}, QueryError),
        ("occupation-skills", {"occupation": "web developper"}, ConceptError),
        ("SELECT nothing", {}, QueryError),
        ("SELECT ?v { VALUES ?v { 1 } }", {"w": 1}, QueryError),
    ],
)
def test_wrong_queries_are_refused(
    sample_graph: skillkg.KnowledgeGraph,
    query: str,
    values: dict[str, str],
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        sample_graph.query(query, **values)


def test_kinds_that_are_none_are_refused_everywhere(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    for ask in (
        lambda: sample_graph.paths("SQL", "Java", kinds=["sibling"]),
        lambda: sample_graph.edges(kinds=["sibling"]),
        lambda: sample_graph.to_networkx(kinds=["sibling"]),
        lambda: sample_graph.match(AD, AD, without=["sibling"]),
        lambda: sample_graph.rank(AD, [], without=["sibling"]),
    ):
        with pytest.raises(QueryError, match="unknown kinds of edges: sibling; known: broadMatch"):
            ask()


def test_an_overlay_may_say_more_of_a_concept_of_another_graph(tmp_path: Path) -> None:
    prefixes = f"@prefix esco: <{voc.ESCO}> . @prefix : <https://example.org/> .\n"
    facts = {"base": ":cook a esco:Occupation .", "more": ":stew a esco:Skill ."}
    facts["more"] += ":cook esco:relatedEssentialSkill :stew ."
    for name, text in facts.items():
        (tmp_path / f"{name}.ttl").write_text(prefixes + text)
    kg = skillkg.load(overlay=[tmp_path / f"{name}.ttl" for name in facts])
    (relation,) = kg.concept("https://example.org/cook").skills
    assert (relation.step.kind, relation.step.graph) == ("essential", f"{voc.GRAPHS}overlay/more")


def test_memory_and_disk_say_the_same(
    sample_graph: skillkg.KnowledgeGraph, sample_memory: skillkg.KnowledgeGraph
) -> None:
    assert sample_memory.snapshots == sample_graph.snapshots
    assert sample_memory.graph.concepts() == sample_graph.graph.concepts()


def test_a_document_and_its_path_are_linked_alike(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    text = AD.read_text(encoding="utf-8")
    links = sample_graph.link(sample_graph.read(AD))
    assert links.mentions
    assert sample_graph.link(AD) == sample_graph.link(str(AD)) == links
    assert sample_graph.link(sample_graph.read_text(text, "ad")).mentions == links.mentions


def test_a_str_is_a_path_wherever_a_document_is_taken(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    text = "You know SQL."
    for ask in (
        lambda: sample_graph.link(text),
        lambda: list(sample_graph.link_many([text])),
        lambda: sample_graph.spans(text),
        lambda: sample_graph.match(AD, text),
        lambda: sample_graph.rank(AD, [text]),
        lambda: sample_graph.next_occupations(text),
    ):
        with pytest.raises(DocumentError, match=r"You know SQL\.: no such file\n.*read_text"):
            ask()


def test_many_are_linked_in_order_each_in_its_turn(
    sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    linked = sample_graph.link_many(
        [sample_graph.read_text("SQL"), str(AD), tmp_path / "empty.txt", AD]
    )
    document, links = next(linked)
    assert (document.text, [m.span.quote for m in links.mentions]) == ("SQL", ["SQL"])
    assert next(linked)[0].name == AD.name
    with pytest.raises(DocumentError, match="the file is empty"):
        next(linked)
    told: list[DocumentError] = []
    documents = sample_graph.read_many([tmp_path, AD], on_error=told.append)
    assert [document.name for document, _ in sample_graph.link_many(documents)] == [str(AD)]
    assert [str(error).split(":")[0] for error in told] == [str(tmp_path / "empty.txt")]


def test_a_ranking_leaves_out_what_cannot_be_read(
    sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    bad, told = tmp_path / "bad.txt", list[DocumentError]()
    bad.touch()
    resumes = [str(bad), sample_graph.read_text("Skills\nSQL"), AD]
    ranked = sample_graph.rank(AD, resumes, on_error=told.append)
    assert ranked == sample_graph.rank(AD, resumes[1:])
    assert [str(error).partition(": ")[0] for error in told] == [str(bad)]
    with pytest.raises(DocumentError, match=r"bad\.txt: the file is empty"):
        sample_graph.rank(AD, resumes)
    with pytest.raises(DocumentError, match="none of 2 documents could be read"):
        sample_graph.rank(AD, [bad, bad], on_error=told.append)
    assert len(told) == 3
    assert sample_graph.rank(AD, []) == []


def test_the_named_queries_can_be_looked_at(sample_graph: skillkg.KnowledgeGraph) -> None:
    queries = sample_graph.queries
    asked = queries["occupation-skills"]
    assert list(asked.parameters) == ["occupation", "language"]
    assert "\n    occupation (occupation): an ESCO occupation, by IRI, code or label\n" in repr(
        asked
    )
    lines = repr(queries).splitlines()
    assert [line.split()[0] for line in lines] == sorted(queries)
    assert any(line.endswith(f"  {asked.title}") for line in lines)
    assert queries._repr_html_().count("<tr>") == len(queries) + 1
    assert "occupation-skils" not in queries
    with pytest.raises(QueryError, match="did you mean occupation-skills"):
        queries["occupation-skils"]
    queries.clear()
    assert sample_graph.queries
