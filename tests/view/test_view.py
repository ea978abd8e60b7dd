"""A view is opened from plain values, and holds no more than it may."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.errors import QueryError
from skillkg.view.spec import ViewSpec
from skillkg.view.view import MATCHERS, View

if TYPE_CHECKING:
    from skillkg.documents.document import Document

AD = Path(__file__).parents[2] / "examples" / "ads" / "data-analyst.txt"

OPEN = """
import pickle, sys
from skillkg.view.view import View
spec = pickle.load(sys.stdin.buffer)
print(spec == View.open(spec).spec, *View.open(spec).releases.graphs)
"""


@pytest.fixture
def ad(sample_graph: skillkg.KnowledgeGraph) -> Document:
    return sample_graph.read(AD, "ad")


def test_another_process_opens_the_same_view(sample_store: Path) -> None:
    kg = skillkg.open(sample_store, releases=["esco/1.1.1-sample"], without={"broader"})
    done = subprocess.run(
        [sys.executable, "-c", OPEN],
        input=pickle.dumps(kg.view.spec),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == ["True", *kg.graphs]
    assert any(graph.endswith("esco/1.1.1-sample") for graph in kg.graphs)


def test_what_is_left_out_is_known(sample_store: Path) -> None:
    with pytest.raises(QueryError, match="cannot leave out sibling"):
        View.open(ViewSpec(str(sample_store), without=frozenset({"sibling"})))


def test_a_source_left_out_of_a_match_is_out_of_its_view(
    sample_graph: skillkg.KnowledgeGraph, ad: Document
) -> None:
    match = sample_graph.match(ad, ad, without=["onet"])
    assert [snapshot.source for snapshot in match.snapshots] == ["esco"]
    spec = replace(sample_graph.view.spec, without=frozenset({"onet"}))
    assert View.open(spec).matcher().match(ad, ad) == match


def test_only_the_last_matchers_are_kept(sample_graph: skillkg.KnowledgeGraph) -> None:
    view = replace(sample_graph.view)
    kinds = sorted(view.indexes.graph.edge_kinds)
    assert len(kinds) > MATCHERS
    first = view.matcher()
    assert view.matcher() is first
    for kind in kinds[:MATCHERS]:
        assert view.matcher([kind]).without == {kind}
    again = view.matcher()
    assert again is not first
    assert again.without == first.without


def test_leaving_out_edges_does_not_link_documents_again(
    sample_graph: skillkg.KnowledgeGraph, ad: Document
) -> None:
    view = sample_graph.view
    reading = view.matcher().read(ad)
    assert view.matcher().read(sample_graph.read(AD, "ad")) is reading
    other = view.matcher(["essential"]).read(ad)
    assert other.reading.links is reading.reading.links
    assert (other.kernel.implying, reading.kernel.implying) == ([], ["essential"])
    assert view.matcher().read(replace(ad, text=ad.text + " SQL")) is not reading
