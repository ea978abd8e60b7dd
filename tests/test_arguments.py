"""What callers give wrong is told in words that say what would do; one of a kind is taken as it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import ConceptError, DocumentError, QueryError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[1] / "examples"
AD = EXAMPLES / "ads" / "data-analyst.txt"
RESUMES = EXAMPLES / "resumes"


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda kg: kg.search("x", kind="Skill"), r"kind takes one of skill, .*mean 'skill'"),
        (lambda kg: kg.search_many(["x"], kind=["skill"]), r"kind takes .* not \['skill'\]"),
        (lambda kg: kg.concept("SQL", kind="occupations"), "did you mean 'occupation'"),
        (lambda kg: kg.graph.concepts("Skill"), "did you mean 'skill'"),
        (lambda kg: kg.search(None), "text takes text"),
        (lambda kg: kg.search_many([b"SQL"]), "each of texts takes text"),
        (lambda kg: kg.concept("SQL").labels("prefered"), "did you mean 'preferred'"),
        (lambda kg: kg.concepts.labels.named(3), "name takes text"),
        (lambda kg: kg.paths("SQL", "Java", kinds="esential"), "edges: esential; .*'essential'"),
        (lambda kg: kg.paths("SQL", "Java", kinds=[3]), "each of kinds takes text"),
        (lambda kg: kg.to_networkx(kinds=3), "kinds takes a str or a list of them, not 3"),
        (lambda kg: kg.query(None), "query takes text"),
        (lambda kg: kg.match(AD, None), "a document takes a path, not None"),
        (lambda kg: kg.match(AD, AD, without=3), "without takes a str or a list of them"),
        (lambda kg: kg.explain(AD, AD, cut="half"), "cut takes a number"),
        (lambda kg: kg.explain(AD, AD, rivals=[0.5]), "rivals takes fits by their ranks"),
        (lambda kg: kg.rank(AD, [3]), "each document takes a path"),
        (lambda kg: list(kg.read_many(None)), "paths takes a path or a list of paths"),
        (lambda kg: kg.read(AD, "advert"), "kind takes one of ad, resume, not 'advert'"),
        (lambda kg: kg.read_text(b"SQL"), "read_text takes text"),
        (lambda kg: kg.next_occupations([3]), "each of job titles takes text"),
        (lambda kg: skillkg.open(kg.store.location, language=["de"]), "language takes text"),
        (lambda kg: skillkg.open(kg.store.location, releases=3), "releases takes a str"),
        (lambda kg: skillkg.open(kg.store.location, scoring="mine"), "scoring takes a Scoring"),
        (lambda _: skillkg.open(None), "location takes a path"),
        (lambda _: skillkg.build("new", overlay=[None]), "each of overlay takes a path"),
        (lambda _: skillkg.train("store", "new", method="bert"), "method takes one of static,"),
        (lambda _: skillkg.read_record(None), "file takes a path"),
        (lambda _: skillkg.verify(3), "record takes a path"),
    ],
)
def test_what_is_no_value_of_an_argument_is_told(
    sample_graph: skillkg.KnowledgeGraph, ask: Callable[[Any], object], told: str
) -> None:
    with pytest.raises(QueryError, match=told):
        ask(sample_graph)


@pytest.mark.parametrize("name", [None, 3, b"SQL", ["SQL"]])
def test_what_names_no_concept_is_told(sample_graph: skillkg.KnowledgeGraph, name: Any) -> None:
    for ask in (sample_graph.concept, lambda each: sample_graph.paths("SQL", each)):
        with pytest.raises(ConceptError, match="named by IRI, code or label, not "):
            ask(name)


def test_one_name_is_taken_for_a_list_of_it(sample_graph: skillkg.KnowledgeGraph) -> None:
    sql = sample_graph.concept("SQL")
    (path,) = sample_graph.paths(sql, sql.broader[0], kinds="broader", max_hops=1)
    assert [path] == sample_graph.paths(sql, sql.broader[0], kinds=["broader"], max_hops=1)
    assert sample_graph.search_many("SQL") == [sample_graph.search("SQL")]
    parameters = sample_graph.match(AD, AD, without="essential").parameters
    assert list(parameters.without) == ["essential"]
    location = sample_graph.store.location
    for one in ({"without": "esco"}, {"releases": "onet/29.2-sample"}):
        seen = skillkg.open(location, **one).snapshots  # type: ignore[arg-type]
        assert [each.source for each in seen] == ["onet"]


def test_a_language_without_labels_is_told_with_those_that_have_some(sample_store: Path) -> None:
    kg = skillkg.open(sample_store, language="de")
    iri = skillkg.open(sample_store).concept("SQL").iri
    assert kg.concept(iri).iri == iri
    for ask in (
        lambda: kg.search("SQL"),
        lambda: kg.concept("SQL"),
        lambda: kg.link(AD),
        lambda: kg.match(AD, AD),
    ):
        with pytest.raises(QueryError, match=r"in the language 'de'; there are labels in en\n"):
            ask()


def test_a_folder_is_ranked_as_its_files_are(sample_graph: skillkg.KnowledgeGraph) -> None:
    folder = sample_graph.rank(AD, str(RESUMES))
    assert [match.fit for match in folder] == [
        match.fit for match in sample_graph.rank(AD, sorted(RESUMES.iterdir()))
    ]
    assert len(sample_graph.rank_many(AD, RESUMES)) == len(folder)


def test_a_folder_without_documents_is_told(
    sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match="no document is in it"):
        sample_graph.rank(AD, str(tmp_path))
    with pytest.raises(DocumentError, match=r"absent: no such file\n"):
        sample_graph.rank(AD, tmp_path / "absent")


def test_an_overlay_has_the_name_that_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"<https://e.org/x> a <{voc.ESCO_SKILL}> ."
    for name in ("labels.ttl", "run=3.ttl"):
        Path(name).write_text(text)
    kg = skillkg.load(overlay=["de-fr-2026=labels.ttl", "run=3.ttl"])
    assert [each.version for each in kg.snapshots] == ["de-fr-2026", "run-3"]
    assert skillkg.load(overlay="labels.ttl").snapshots[0].version == "labels"
    with pytest.raises(SourceError, match=r"de-fr is no version\n.*1\.1\.1=esco\.zip"):
        skillkg.load(esco="de-fr=esco.zip")
