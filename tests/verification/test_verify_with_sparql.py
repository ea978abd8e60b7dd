"""The checker that has nothing of ours says what ours says, over a real SPARQL server."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rfc8785
from forgeries import FORGERIES
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import AD, SCORING
from sparql_server import free_port, serving

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import RecordError
from skillkg.explanation.canonical import canonical, sealed
from skillkg.explanation.record import schema, to_record
from skillkg.explanation.record_reading import from_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Made
    from forging import Forgery

    from skillkg.model.graph import LearnedEdge
    from skillkg.model.match import Match

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "verify_with_sparql.py"
SCHEMA = SCRIPT.parents[1] / "src" / "skillkg" / "explanation" / "record.schema.json"
CHECKER = run_path(str(SCRIPT))
BY_THE_PROGRAM = frozenset(
    f"{what} of a classifier"
    for what in ("weight", "intercept", "calibration", "threshold", "features")
)
"""Forgeries of what only the program has, and the checker says that it does not see."""
LEFT_TO_VERIFY = {
    "an order in which nothing counts": (
        "alternatives in another order",
        "order of contributions",
        "order of coverage",
        "order of graphs",
        "order of learned edges",
        "order of mentions",
        "order of sentences",
        "pages that go back",
    ),
    "words for readers, beside figures that are checked": (
        "name of a gate",
        "note of a gate",
        "note of sentences removed",
        "reason to abstain added",
        "value of a gate left out",
    ),
    "words that programs read, or sentences that nothing is computed from": (
        "quotes that disagree",
        "rank that the words do not say",
        "role of a sentence that asks",
        "whether a sentence is understood",
        "years that the words do not say",
    ),
    "what titles mean, of which a record tells a part": (
        "alternatives of a title dropped",
        "alternatives without probabilities",
        "evidence by a title invented",
        "evidence by a title more probable",
        "occupation asked for more than its quotes give",
        "occupation asked for removed from its taxonomy",
    ),
    "names of how learned edges were made; their figures are checked": (
        "model of a relating",
        "training data of a relating",
    ),
}
"""Forgeries that ``skillkg verify`` sees, and the small checker does not look for, by why."""
UNSEEN = BY_THE_PROGRAM.union(*LEFT_TO_VERIFY.values())


@pytest.fixture(scope="module")
def address(made: Made) -> Iterator[str]:
    with serving(made.store) as address:
        yield address


@pytest.fixture(scope="module")
def check(address: str) -> Callable[..., list[str]]:
    """What is wrong with a record, over the graph."""
    endpoint = CHECKER["Endpoint"](address)

    def differences(record: dict[str, Any]) -> list[str]:
        found: list[str] = CHECKER["check"](canonical(record), schema(), endpoint)
        return found

    return differences


@pytest.fixture(scope="module")
def others(made: Made, genuine: dict[str, Match]) -> dict[str, Match]:
    """Genuine matches of other kinds."""
    kg = skillkg.open(made.store, scoring=SCORING)
    denying = f"{AD}- You need no experience with business intelligence.\n"
    ads = {"abstained": "Zzyzx wanted\n", "an ad that denies what it asks for": denying}
    resume = made.documents / "ada.txt"
    return genuine | {kind: kg.match(kg.read_text(ad, "ad"), resume) for kind, ad in ads.items()}


def test_a_genuine_record_holds(
    made: Made, others: dict[str, Match], check: Callable[..., list[str]]
) -> None:
    assert check(made.record) == []
    for kind, match in others.items():
        assert check(to_record(match)) == [], kind
    assert others["explained"].explanation
    assert others["abstained"].abstained
    denying = others["an ad that denies what it asks for"]
    denied = {m.concept for m in denying.ad.mentions if m.stance == "negated"}
    implied = {s.target for s in denying.steps if s.kind in denying.parameters.implied_by}
    assert denied & implied


def test_a_record_holds_where_other_learned_edges_stand_beside_its_own(
    made: Made, tmp_path: Path
) -> None:
    """Of the same concepts, but of other strengths."""
    store = tmp_path / "store"
    shutil.copytree(made.store, store)
    quads = ox.Store(str(store / "generations" / (store / "current").read_text().strip()))
    for name in ("a", "z"):  # one before the record's own, in most orders, and one after
        for edge in made.match.learned:
            quads.extend(stronger(edge, name))
    quads.flush()
    del quads
    with serving(store) as address:
        endpoint = CHECKER["Endpoint"](address)
        assert CHECKER["check"](canonical(made.record), schema(), endpoint) == []


def stronger(edge: LearnedEdge, name: str) -> Iterator[ox.Quad]:
    """A learned edge with the same ends, in another graph."""
    node, graph = ox.NamedNode(f"{edge.node}/{name}"), ox.NamedNode(voc.graph_iri("learned", name))
    ends = (voc.SKG_RELATEDNESS_SOURCE, edge.source), (voc.SKG_RELATEDNESS_TARGET, edge.target)
    for predicate, end in ends:
        yield ox.Quad(node, ox.NamedNode(predicate), ox.NamedNode(end), graph)
    strong = ox.Literal("0.99", datatype=ox.NamedNode(voc.XSD_DECIMAL))
    yield ox.Quad(node, ox.NamedNode(voc.SKG_STRENGTH), strong, graph)


@pytest.mark.parametrize(
    "forgery", [f for f in FORGERIES if f.shown in ("record", "graph")], ids=lambda f: f.name
)
def test_a_forgery_differs(forgery: Forgery, made: Made, check: Callable[..., list[str]]) -> None:
    is_unseen = forgery.name in UNSEEN
    assert bool(check(forgery.forge(made.record))) is not is_unseen


CRAFTED = "urn:g> { } # \n<urn:h"
"""What would end the name of a graph in a query, and begin another part of it."""


@pytest.mark.parametrize("iri", [CRAFTED, "urn:a\n", "urn:<", "urn:`", "urn:\x7f", "urn:"])
def test_what_is_no_iri_differs(iri: str, made: Made) -> None:
    record = made.record
    record["graph"][0]["graph"] = iri
    (said,) = CHECKER["check"](canonical(sealed(record)), schema(), None)
    assert said.startswith("the record: graph[0]: graph: ")
    with pytest.raises(RecordError, match="is no IRI"):
        from_record(sealed(record))


def test_what_is_no_iri_is_not_asked_for(made: Made) -> None:
    """Even by a schema that lets it pass."""
    record = made.record
    record["graph"][0]["graph"] = CRAFTED
    nobody = CHECKER["Endpoint"](f"http://127.0.0.1:{free_port()}/query")
    match = CHECKER["Match"](record, nobody)
    with pytest.raises(ValueError, match="is no IRI"):
        _ = match.known


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_as_ecmascript_does(value: float) -> None:
    assert CHECKER["canonical"](value) == rfc8785.dumps(value).decode()


@settings(max_examples=50)
@given(st.dictionaries(st.text(), st.lists(st.none() | st.booleans() | st.integers(-9, 9))))
def test_values_are_written_canonically(value: Any) -> None:
    assert CHECKER["canonical"](value) == rfc8785.dumps(value).decode()


@pytest.mark.parametrize(
    "text",
    [
        '{"fit": 1, "fit": 1}',
        '{"fit": NaN}',
        '{"fit": 1e999}',
        "[]",
        "{",
        '{"a": "\\ud800"}',
        '{"quote": "x"}',
        '{"quote": 1, "start": 0, "end": 1}',
        '{"quote": "x", "start": "0", "end": null}',
        '{"fit": ' + "9" * 400 + "}",
        '{"fit": ' + "9" * 5_000 + "}",
        "[" * 50_000,
    ],
)
def test_what_is_no_record_differs(text: str) -> None:
    assert CHECKER["check"](text.encode(), schema(), None)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, "--schema", SCHEMA, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_exit_status_is_that_of_verify(made: Made, address: str, tmp_path: Path) -> None:
    genuine, forged = (tmp_path / name for name in ("genuine.json", "forged.json"))
    genuine.write_text(made.text, encoding="utf-8")
    forged.write_bytes(canonical(made.record | {"fit": 0.9}))
    known = run(genuine, "--endpoint", address)
    assert (known.returncode, known.stderr) == (0, "")
    assert f"{genuine}: holds\n" in known.stdout
    both = run(genuine, forged, "--endpoint", address)
    assert both.returncode == 1
    assert f"{forged}: differs\n  content_digest: " in both.stdout
    odd = tmp_path / "odd.json"
    odd.write_text('{"quote":"x"}', encoding="utf-8")
    hidden = run(odd, genuine, "--endpoint", address)
    assert (hidden.returncode, hidden.stderr) == (1, "")
    assert f"{odd}: differs\n" in hidden.stdout
    assert f"{genuine}: holds\n" in hidden.stdout
    for trouble in (
        run(tmp_path / "none.json", "--endpoint", address),
        run(genuine, "--endpoint", f"http://127.0.0.1:{free_port()}/query"),
    ):
        assert trouble.returncode == 2
        assert trouble.stdout == ""
        assert "Traceback" not in trouble.stderr


def test_nothing_of_ours_is_imported() -> None:
    code = f"import runpy, sys; runpy.run_path({str(SCRIPT)!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "SPARQLWrapper" in done.stdout.split()
    assert not [name for name in done.stdout.split() if name.startswith("skillkg")]
