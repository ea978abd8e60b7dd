"""Checks a record as somebody would who does not trust what wrote it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from skillkg.errors import RecordError
from skillkg.explanation.record_reading import described, load
from skillkg.explanation.verification import (
    cues,
    explanation,
    occupations,
    order,
    paths,
    places,
    profiles,
    sentences,
    sums,
)
from skillkg.explanation.verification.form import form_differences
from skillkg.explanation.verification.gates import gate_differences
from skillkg.explanation.verification.graph import GraphChecks
from skillkg.explanation.verification.program import program_check
from skillkg.explanation.verification.verdict import Check, Verification, checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from skillkg.documents.document import Document
    from skillkg.model.match import Match
    from skillkg.store.base import Store

    DigestOf = Callable[[Store, str], str]
    """Reads the statements that a store has of a graph, and gives their digest."""
    Replay = Callable[[Match, Mapping[str, Document]], Iterator[str]]
    """Gives the differences of a match that is made again from its documents."""

FIGURES: Final = {
    "sum": sums.fit_differences,
    "scales": sums.scale_differences,
    "attested occupations": occupations.attested_differences,
    "occupations asked for": occupations.asked_differences,
    "cues": cues.cue_differences,
    "probabilities": profiles.probability_differences,
    "profiles": profiles.entry_differences,
    "parts": profiles.part_differences,
    "paths": paths.path_differences,
    "learned edges": paths.learned_differences,
    "places": places.place_differences,
    "order": order.order_differences,
    "gates": gate_differences,
    "sentences": sentences.sentence_differences,
    "explanation": explanation.explanation_differences,
}
"""What a record shows by itself, by the names of the checks."""
OVER_GRAPH: Final = {
    "releases": GraphChecks.releases,
    "steps": GraphChecks.steps,
    "strengths": GraphChecks.strengths,
    "concepts": GraphChecks.concepts,
    "labels": GraphChecks.labels,
    "occupations of the graph": GraphChecks.occupations,
    "learned edges in the graph": GraphChecks.learned,
    "rarities": GraphChecks.rarities,
    "best offers": GraphChecks.offers,
    "best coverage": GraphChecks.coverage,
}
"""What takes the graph, too."""
WITH_DOCUMENTS: Final = ("ad", "resume", "replay")
"""What takes the documents, too."""
GIVEN: Final = ("timestamp", "subject_ref", "position_ref", "standing", "human_review")
"""What was given with a match, and nothing but other records can show."""


def verify(
    data: bytes,
    name: str,
    store: Store | None = None,
    documents: Mapping[str, Document] | None = None,
    replay: Replay | None = None,
    digest_of: DigestOf | None = None,
) -> Verification:
    """Check a record: each difference is named, and what could not be looked at.

    Args:
        data: the file.
        name: what it is called.
        store: holds the graph.
        documents: ``ad`` and ``resume``, read again; None where no documents are given.
        replay: makes the match again; what only the documents can show is unchecked without it.
        digest_of: recomputes the digests of the graphs, which are the catalog's without it.

    Raises:
        StoreError, QueryError: the store does not answer.
    """
    try:
        record = load(data)
        match = described(record)
    except RecordError as error:
        said = str(error).split("\n")[0]
        return Verification(name, (Check("form", "differs", (said,)),))
    found = [checked("form", form_differences(data, record, match))]
    found += [checked(check, differences(match)) for check, differences in FIGURES.items()]
    found.append(program_check(match))
    found += _over_graph(match, store)
    found.append(_digests(match, store, digest_of))
    found += _with_documents(match, documents, replay)
    found.append(Check("what was given", "unchecked", (", ".join(GIVEN), _chosen(match))))
    return Verification(name, tuple(found))


def _chosen(match: Match) -> str:
    """How a match was asked to be made: other choices make other matches, as genuine."""
    chosen = match.parameters
    left_out = ", ".join(chosen.without) or "nothing"
    graphs = ", ".join(snapshot.graph for snapshot in match.snapshots)
    told = match.explanation
    cut = "" if told is None else f", explained for a cut of {told.cut!r}"
    if told is not None and told.stability is None:
        cut += ", its stability not measured"
    if told is not None and told.flips:
        rivals = (f"{flip.fit!r} of rank {flip.rank}" for flip in told.flips)
        cut += f" and fits of {', '.join(rivals)}"
    return (
        f"scoring {chosen.scoring.get('name', '')} ({chosen.scoring_digest}), "
        f"language {chosen.language}, left out: {left_out}, graphs: {graphs}{cut}"
    )


def _over_graph(match: Match, store: Store | None) -> Iterator[Check]:
    checks = None if store is None else GraphChecks(match, store)
    for name, differences in OVER_GRAPH.items():
        if checks is None:
            yield Check(name, "unchecked", ("give the store or an endpoint that holds the graph",))
        else:
            yield checked(name, differences(checks))


def _digests(match: Match, store: Store | None, digest_of: DigestOf | None) -> Check:
    if store is not None and digest_of is not None:
        return checked("digests of the graphs", GraphChecks(match, store).digests(digest_of))
    need = "not recomputed from the statements: give the store and --recompute-digests"
    return Check("digests of the graphs", "unchecked", (need,))


def _with_documents(
    match: Match, documents: Mapping[str, Document] | None, replay: Replay | None
) -> Iterator[Check]:
    for name, side in (("ad", match.ad), ("resume", match.resume)):
        if documents is None:
            yield Check(name, "unchecked", (f"give the {name}: its text, names and places",))
        elif name in documents:
            yield checked(name, _document(match, name, documents[name]))
        else:
            said = f"none of the documents given has the digest {side.digest}"
            yield Check(name, "differs", (said,))
    if replay is None or documents is None or len(documents) < 2:
        need = "give both documents and the store: what was read in them, and gates"
        yield Check("replay", "unchecked", (need,))
    else:
        yield checked("replay", replay(match, documents))


def _document(match: Match, name: str, document: Document) -> Iterator[str]:
    side = match.ad if name == "ad" else match.resume
    read = {
        "digest": document.digest,
        "text_digest": document.text_digest,
        "pages": document.page_starts,
        "parser": document.parser,
    }
    if PurePath(side.name).name != PurePath(document.name).name:
        yield f"it is called {side.name!r:.80}, and {document.name!r:.80} as it is given"
    for key, value in read.items():
        if getattr(side, key) != value:
            yield f"{key} is {getattr(side, key)!r:.80}, and {value!r:.80} of {document.name}"
    if side.text_digest != f"sha256:{sha256(document.text.encode()).hexdigest()}":
        return  # offsets count in another text
    yield from places.quote_differences(side, document.text, places.spans_of(match, name))
