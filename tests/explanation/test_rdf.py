"""A match as RDF: canonical, the same as the record, and checked by plain SPARQL, anywhere."""

from __future__ import annotations

import pathlib
import shutil
from dataclasses import replace
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Namespace
from sparql_server import serving

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import RecordError
from skillkg.explanation.canonical import PERSONAL, sealed
from skillkg.explanation.ledger import path_statements
from skillkg.explanation.rdf import to_nquads
from skillkg.explanation.record import to_record
from skillkg.explanation.record_reading import described
from skillkg.model.decision import Decision, Standing
from skillkg.model.graph import Path, Step

if TYPE_CHECKING:
    from skillkg.model.match import Match
    from skillkg.store.build import Built

GOLDEN = pathlib.Path(__file__).with_name("golden_match.nq")
EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
SKG = Namespace(voc.SKG)
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in voc.PREFIXES.items())
ABSENT = f"""{PREFIXES}
SELECT ?step ?s ?p ?o {{
  GRAPH ?run {{ ?step rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; skg:inGraph ?graph }}
  FILTER NOT EXISTS {{ GRAPH ?graph {{ ?s ?p ?o }} }}
}}"""
STEPS = f"""{PREFIXES}
SELECT (IF(?forward, ?s, ?o) AS ?from) (IF(?forward, ?o, ?s) AS ?to) {{
  GRAPH ?run {{
    ?match skg:contribution ?part . ?part skg:position ?place ; skg:step ?step .
    ?step skg:position ?number ; skg:forward ?forward ; rdf:subject ?s ; rdf:object ?o
  }}
}} ORDER BY ?place ?number"""
SUM = f"""{PREFIXES}
SELECT ?fit (SUM(?amount) AS ?sum) {{
  GRAPH ?run {{ ?match skg:fit ?fit ; (skg:contribution|skg:repetition)/skg:amount ?amount }}
}} GROUP BY ?fit"""
VALUES = f"""{PREFIXES}
SELECT ?rule ?gate ?name ?value {{
  GRAPH ?run {{
    ?match skg:gate/skg:alternative? ?node . ?node rdfs:label ?gate ; skg:rule/skos:notation ?rule ;
      skg:gateValue ?of . ?of skos:notation ?name OPTIONAL {{ ?of rdf:value ?value }}
  }}
}}"""
WEIGHTS = {
    SKG.requirementWeight: "requirement_weight",
    SKG.pathStrength: "relatedness",
    SKG.skillWeight: "skill_weight",
    SKG.offer: "offer",
}


@pytest.fixture(scope="module")
def real(related_sample: tuple[pathlib.Path, Built]) -> Match:
    """A match of two of the examples, by statements and learned edges of the bundled sample."""
    files = "ads/cloud-engineer.html", "resumes/system-administrator.txt"
    return skillkg.open(related_sample[0]).match(*(EXAMPLES / file for file in files))


def loaded(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.N_QUADS)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [tuple(row[name].value for name in names) for row in answer]


def with_its_graphs(match: Match) -> ox.Store:
    """The match, and the statements that its paths walk."""
    store = loaded(to_nquads(match))
    for graph, *terms in path_statements(match):
        store.add(ox.Quad(*map(ox.NamedNode, (*terms, graph))))
    return store


def test_golden_graph(match: Match, pytestconfig: pytest.Config) -> None:
    """Where the graph changes on purpose, write the file anew and look at the difference:

    python -m pytest tests/explanation/test_rdf.py --pin
    """
    text = to_nquads(match)
    if pytestconfig.getoption("--pin"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_it_is_canonical_and_comes_back_from_a_store_as_it_was(real: Match) -> None:
    text = to_nquads(real)
    again = "".join(sorted(f"{quad} .\n" for quad in loaded(text)))
    assert sha256(again.encode()).digest() == sha256(text.encode()).digest()
    dataset = ox.Dataset(loaded(text))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert "".join(sorted(f"{quad} .\n" for quad in dataset)) == text


def test_it_is_one_graph_that_the_hash_of_the_record_names(real: Match) -> None:
    digits = to_record(real)["record_hash"].removeprefix("sha256:")
    graphs = {quad.graph_name for quad in loaded(to_nquads(real))}
    assert graphs == {ox.NamedNode(f"{voc.GRAPHS}run/{digits[:16]}")}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_figures_of_the_record_to_the_last_bit(real: Match) -> None:
    record, data = to_record(real), Dataset(default_union=True)
    data.parse(data=to_nquads(real), format="nquads")
    (match,) = data.subjects(SKG.fit)

    def parts(predicate: str) -> list[Any]:
        return sorted(
            data.objects(match, SKG[predicate]), key=lambda p: data.value(p, SKG.position)
        )

    assert data.value(match, SKG.fit).value == record["fit"]
    for node, told in zip(parts("contribution"), record["contributions"], strict=True):
        assert data.value(node, SKG.amount).value == told["contribution"]
        for predicate, key in WEIGHTS.items():
            assert data.value(node, predicate).value == told["weights"][key]
    for node, told in zip(parts("coverage"), record["coverage"], strict=True):
        assert data.value(node, SKG.coverageStrength).value == told["strength"]
        assert data.value(node, SKG.status).value == told["status"]
        quotes = {(span["start"], span["end"]) for span in told["requirement_spans"]}
        places = (str(place).rpartition("=")[2] for place in data.objects(node, SKG.adQuote))
        assert {tuple(map(int, place.split(","))) for place in places} == quotes


def test_the_amounts_sum_to_the_fit(real: Match) -> None:
    ((fit, total),) = rows(loaded(to_nquads(real)), SUM)
    assert float(fit) == real.fit
    assert float(total) == pytest.approx(real.fit, abs=1e-12)


@pytest.mark.parametrize("made", ["by hand", "from a graph"])
def test_gates_have_their_rules_and_all_values(match: Match, real: Match, made: str) -> None:
    told = match if made == "by hand" else real
    gates = [each for gate in told.gates for each in (gate, *gate.alternatives)]
    expected = {
        (gate.rule, gate.name, name, None if value is None else literal(value))
        for gate in gates
        for name, value in gate.values.items()
    }
    found = loaded(to_nquads(told)).query(VALUES)
    assert isinstance(found, ox.QuerySolutions)
    rows = {(*(each.value for each in [*row][:3]), row["value"]) for row in found}  # type: ignore[union-attr]
    assert rows == expected
    assert expected
    assert {gate.rule for gate in match.gates if gate.alternatives} == {"any-of/1"}


def literal(value: float | str) -> ox.Literal:
    """A value of a gate as RDF; JSON does not tell whole numbers from others."""
    is_text = isinstance(value, bool | str)
    return ox.Literal(value if is_text else float(value))


def test_steps_come_in_their_order(match: Match) -> None:
    ways = [(n, n + 1) for n in range(12)]
    walked = Path(tuple(step(*way, forward=bool(way[0] % 2)) for way in ways))
    parts = tuple(replace(part, path=walked) for part in match.contributions)
    ends = [(f"urn:{source}", f"urn:{target}") for source, target in ways]
    assert rows(loaded(to_nquads(replace(match, contributions=parts))), STEPS) == ends * len(parts)


def step(source: int, target: int, *, forward: bool) -> Step:
    kind = ("broader", voc.SKOS_BROADER, 0.6, voc.graph_iri("esco", "1.1.1"))
    return Step(f"urn:{source}", f"urn:{target}", *kind, forward)


def test_one_query_names_the_steps_that_no_graph_has(real: Match) -> None:
    store = with_its_graphs(real)
    assert rows(store, ABSENT) == []
    graph, *terms = path_statements(real)[0]
    store.remove(ox.Quad(*map(ox.NamedNode, (*terms, graph))))
    absent = rows(store, ABSENT)
    assert {row[1:] for row in absent} == {tuple(terms)}
    assert all("/step/" in row[0] for row in absent)


def test_equal_matches_give_equal_text(real: Match) -> None:
    turned = replace(real, contributions=real.contributions[::-1], coverage=real.coverage[::-1])
    assert to_nquads(turned) == to_nquads(real)


def test_it_is_the_same_whatever_is_personal(match: Match) -> None:
    record = to_record(match)
    erased = sealed(without(record, told := set[str]()))
    assert told == PERSONAL
    assert erased["content_digest"] != record["content_digest"]
    assert unnamed(described(erased)) == unnamed(match)


def unnamed(match: Match) -> list[str]:
    """The statements of a match, without the hash that names it: it binds all of the record."""
    digits = to_record(match)["record_hash"].removeprefix("sha256:")
    return sorted(to_nquads(match).replace(digits, "").replace(digits[:16], "").splitlines())


def without(value: Any, told: set[str]) -> Any:
    """Replace what is personal, wherever it stands; its keys are told."""
    if isinstance(value, dict):
        told |= value.keys() & PERSONAL
        return {k: blank(v) if k in PERSONAL else without(v, told) for k, v in value.items()}
    return [without(each, told) for each in value] if isinstance(value, list) else value


def blank(value: Any) -> Any:
    return ["other"] if isinstance(value, list) else "other"


@pytest.mark.parametrize(
    ("time", "written"),
    [
        ("2026-11-28T09:30:00Z", "2026-11-28T09:30:00Z"),
        ("2026-11-28T09:30:00+00:00", "2026-11-28T09:30:00Z"),
        ("2026-11-28T09:30:00.500+02:00", "2026-11-28T09:30:00.5+02:00"),
        ("2026-11-28T09:30:10-05:00", "2026-11-28T09:30:10-05:00"),
    ],
)
def test_what_it_was_made_for(match: Match, time: str, written: str) -> None:
    decision = Decision(time, "person-7", "job-3", Standing(2, 40, 0.25))
    text = to_nquads(replace(match, decision=decision))
    store = loaded(text)
    told = {quad.predicate.value: quad.object for quad in store}
    names = (
        *(voc.PROV_GENERATED_AT, voc.SKG_SUBJECT_REF, voc.SKG_POSITION_REF),
        *(voc.SKG_POOL_RANK, voc.SKG_POOL_SIZE, voc.SKG_CUT),
    )
    values = [written, "person-7", "job-3", "2", "40", "0.25"]
    assert [told[name].value for name in names] == values
    assert "".join(sorted(f"{quad} .\n" for quad in store)) == text


@pytest.mark.parametrize("change", [{"requirement": "no IRI"}, {"contribution": inf}])
def test_what_cannot_be_written_is_an_error(match: Match, change: dict[str, Any]) -> None:
    first, *others = match.contributions
    broken = replace(match, contributions=(replace(first, **change), *others))
    with pytest.raises(RecordError, match="cannot be written as RDF"):
        to_nquads(broken)


def test_a_server_takes_it_beside_the_graphs_and_finds_every_step(
    related_sample: tuple[pathlib.Path, Built], real: Match, tmp_path: pathlib.Path
) -> None:
    shutil.copytree(related_sample[0], tmp_path / "store")
    with serving(tmp_path / "store", "serve") as address:
        quads = {"Content-Type": "application/n-quads"}
        place = address.removesuffix("query") + "store"
        urlopen(Request(place, to_nquads(real).encode(), quads), timeout=60).close()
        assert asked(address, ABSENT) == []
        assert len(asked(address, STEPS)) == sum(len(c.path.steps) for c in real.contributions)
        ((_, total),) = asked(address, SUM)
        assert float(total) == pytest.approx(real.fit, abs=1e-12)
        assert tuple(skillkg.open(address).snapshots) == real.snapshots


def asked(address: str, query: str) -> list[list[str]]:
    form = urlencode({"query": query}).encode()
    request = Request(address, form, {"Accept": "text/tab-separated-values"})
    with urlopen(request, timeout=60) as answer:
        _, *lines = answer.read().decode().splitlines()
    return [[cell.split("^^")[0].strip('"') for cell in line.split("\t")] for line in lines]
