from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillkg.sources.ntriples import iri, text
from skillkg.store import canonical
from skillkg.store.canonical import canonicalize

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GRAPH = "https://example.org/graph"
triples = st.builds(
    lambda s, o: f"{iri(f'https://example.org/{s}')} {iri('https://example.org/p')} {text(o)}",
    st.integers(0, 5),
    st.text(max_size=5),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=st.lists(triples), run=st.integers(1, 4), block=st.integers(1, 200))
def test_any_order_and_run_size_gives_the_canonical_form_that_oxigraph_gives(
    statements: list[str], run: int, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canonical, "RUN", run)
    monkeypatch.setattr(canonical, "LINES", 2)
    monkeypatch.setattr(canonical, "BLOCK", block)
    parts: list[Path] = []
    written = canonicalize(statements, GRAPH, tmp_path, parts.append)

    dataset = ox.Dataset(
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(GRAPH))
        for q in ox.parse("".join(f"{s} .\n" for s in statements), ox.RdfFormat.N_TRIPLES)
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in dataset)
    runs = [part.read_bytes().decode().split("\n")[:-1] for part in parts]
    assert all(run == sorted(run) for run in runs)
    end = f" {iri(GRAPH)} .\n"
    assert {line.removesuffix(" .") + end for run in runs for line in run} == set(lines)
    assert written.statements == len(lines)
    assert written.digest == "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest()
    assert sorted(tmp_path.iterdir()) == sorted(parts)
    for part in parts:
        part.unlink()
