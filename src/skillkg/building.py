"""Releases into a graph: on disk to stay, or in memory to look at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from skillkg import __version__
from skillkg.errors import ModelError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from skillkg.api import KnowledgeGraph
    from skillkg.linking.labelled import Sentence
    from skillkg.relatedness.population import Population
    from skillkg.relatedness.relate import Progress
    from skillkg.relatedness.release import Relatedness
    from skillkg.relatedness.training.settings import Method
    from skillkg.relatedness.training.signals import Signal
    from skillkg.sources.release import Release
    from skillkg.store.build import Built, Meter


def build(
    location: str | Path,
    *,
    esco: Iterable[str | Path] = (),
    onet: Iterable[str | Path] = (),
    crosswalk: Iterable[str | Path] = (),
    overlay: Iterable[str | Path] = (),
    languages: Collection[str] | None = None,
    meter: Meter | None = None,
) -> list[Built]:
    """Put releases into a store, each into a graph of its own; all of them or none.

    Args:
        location: folder of the store; what it holds of other releases stays as it is.
        esco: zips, folders of zips or unpacked folders of ESCO, as CSV or RDF.
        onet: the same of the O*NET database as text files.
        crosswalk: the ESCO–O*NET occupation crosswalk.
        overlay: taxonomies of your own, in SKOS or ESCO's model.
        languages: codes of the languages to load; all that are there where None.
        meter: is asked for each release, and what it gives is told the bytes read.

    Raises:
        SourceError: a release is not what it should be; the store is unchanged.
        StoreError: the store cannot be written; it is unchanged.
    """
    from skillkg.sources.opening import open_releases
    from skillkg.store.build import build as build_store

    releases = open_releases(
        esco=esco,
        onet=onet,
        crosswalk=crosswalk,
        overlay=overlay,
        languages=languages,
    )
    return build_store(Path(location), releases, meter or _silent, tool=__version__)


def relate(
    location: str | Path,
    *,
    model: str | Path | None = None,
    vacancies: str | Path | None = None,
    progress: Progress | None = None,
) -> tuple[Built, Relatedness]:
    """Learn which concepts of a store are related, and add the edges as a graph of their own.

    They are learned from what is in view, and are in view as long as that stays what it is; the
    same inputs give the same statements. Edges that were learned with other models or vacancies
    stay in the store, behind the new ones.

    Args:
        location: folder of the store.
        model: the encoder, as ``relatedness.opening.open_encoder`` takes it.
        vacancies: a Parquet file with the columns ``title`` and ``skill_name`` (a list of
            preferred labels of skills), for more co-occurrence.
        progress: told what is done, how much of it, and how much there is.

    Returns:
        What was built, and the edges with their calibration.

    Raises:
        StoreError: there is no store, or it cannot be written; it is unchanged.
        ModelError: the encoder is missing or damaged, or cannot be calibrated on this graph.
        SourceError: the vacancies cannot be read.
    """
    from skillkg.store.build import build as build_store

    if str(location).startswith(("http://", "https://")):
        raise StoreError(f"{location}: learned edges can only be added to a store on disk")
    tell = progress or (lambda *_: None)
    found = _learn(Path(location), model, None if vacancies is None else Path(vacancies), tell)

    def meter(release: Release) -> Callable[[int], None]:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            tell("writing", done, release.size)

        return advance

    (built,) = build_store(Path(location), [found], meter, tool=__version__)
    return built, found


def train(
    location: str | Path,
    target: str | Path,
    *,
    method: Method = "static",
    base: str | Path = "minilm",
    vacancies: str | Path | None = None,
    sentences: str | Path | None = None,
    language: str = "en",
    steps: int | None = None,
    seed: int = 0,
) -> Path:
    """Train an encoder on what a store says belongs together; needs ``skillkg[learn]``.

    Args:
        location: folder of the store, or the address of a SPARQL endpoint.
        target: what to write, which must not be there: the folder of an encoder, as
            sentence-transformers lays it out, or with ``skill2vec`` a file of vectors.
        method: ``static`` distils a static encoder and trains it; ``transformer`` fine-tunes
            the base; ``skill2vec`` learns a vector per skill from the company it keeps.
        base: the transformer to start from, as ``open`` takes it; not used by skill2vec.
        vacancies: Parquet with titles and the skills tagged under them, to learn from too.
        sentences: sentences of job ads with the skills that people saw in them, for a
            transformer to learn from too (``linking.labelled`` says how they are written), beside
            what the graph says of skills. Two thirds train the encoder; with the last one a judge
            is fitted and written into its folder.
        language: of the labels.
        steps: how many batches an encoder learns from; the method's default where None.
        seed: the same inputs and seed give the same result on the same machine.

    Raises:
        ModelError: the target is there, the base is not, the extra is missing, there is nothing
            to learn from, or another training was interrupted on its way to the same target.
        SourceError: the vacancies or the sentences cannot be read.
    """
    from skillkg.api import open as open_graph

    kg = open_graph(location, language=language, without=["relatedness"])
    if method == "skill2vec":
        from skillkg.relatedness.training.skill2vec import save, skill2vec, skill_lists

        return save(skill2vec(skill_lists(_population(kg)), seed=seed), Path(target))
    from skillkg.relatedness.opening import folder_of
    from skillkg.relatedness.training.batches import read_siblings
    from skillkg.relatedness.training.run import train as run
    from skillkg.relatedness.training.settings import DEFAULTS, OF_SENTENCES
    from skillkg.relatedness.training.signals import read_signals

    file = None if vacancies is None else Path(vacancies)
    signals, complete = read_signals(kg.store, kg.graphs, language, file), None
    chosen = DEFAULTS[method] if sentences is None else OF_SENTENCES
    if sentences is not None:
        signals, complete = _of_sentences(kg, Path(sentences), signals, method)
    return run(
        method,
        signals,
        read_siblings(kg.store, kg.graphs, language),
        Path(target),
        base=folder_of(base).path,
        settings=replace(chosen, steps=steps or chosen.steps, seed=seed),
        complete=complete,
    )


def _of_sentences(
    kg: KnowledgeGraph, file: Path, signals: Iterable[Signal], method: Method
) -> tuple[list[Signal], Callable[[Path], None]]:
    """Give what is learned with labelled sentences, and what adds a judge to the encoder."""
    from skillkg.linking.labelled import read_sentences
    from skillkg.relatedness.training.sentences import held_out, with_sentences

    if method != "transformer":
        raise ModelError(
            f"{file}: only transformers learn from sentences\n  Choose --method transformer, or "
            "leave the sentences out."
        )
    population = _population(kg)
    sentences = read_sentences(file, population)
    learned = with_sentences(signals, sentences, population)
    return learned, partial(_add_judge, population, held_out(sentences))


def _add_judge(population: Population, sentences: Sequence[Sentence], folder: Path) -> None:
    """Fit a judge on sentences that the encoder in a folder did not learn from; it lies there."""
    from skillkg.linking.fitting import Reader, fit_judge
    from skillkg.linking.judge import keep_judge
    from skillkg.relatedness.opening import open_encoder

    encoder = open_encoder(folder)
    judged = Reader.over(population, encoder).read(sentences)
    keep_judge(fit_judge(judged), encoder.digest, folder)


def _population(kg: KnowledgeGraph) -> Population:
    from skillkg.relatedness.population import Population

    return Population(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)


def _learn(
    location: Path, model: str | Path | None, vacancies: Path | None, progress: Progress
) -> Relatedness:
    from skillkg.api import open as open_graph
    from skillkg.relatedness.opening import open_encoder
    from skillkg.relatedness.relate import relate as learn

    encoder, kg = open_encoder(model), open_graph(location, without=["relatedness"])
    return learn(_population(kg), kg.snapshots, encoder, vacancies=vacancies, progress=progress)


def load(
    *,
    esco: Iterable[str | Path] = (),
    onet: Iterable[str | Path] = (),
    crosswalk: Iterable[str | Path] = (),
    overlay: Iterable[str | Path] = (),
    languages: Collection[str] | None = None,
) -> KnowledgeGraph:
    """Open releases in memory, without a store on disk; the arguments are those of ``build``.

    Raises:
        SourceError: a release is not what it should be.
    """
    import pyoxigraph as ox

    from skillkg.api import KnowledgeGraph
    from skillkg.sources.opening import open_releases
    from skillkg.store.build import fill
    from skillkg.store.embedded import EmbeddedStore

    quads, releases = (
        ox.Store(),
        open_releases(
            esco=esco, onet=onet, crosswalk=crosswalk, overlay=overlay, languages=languages
        ),
    )
    with TemporaryDirectory() as scratch:
        fill(quads, Path(scratch), releases, _silent, tool=__version__)
    return KnowledgeGraph(EmbeddedStore(quads))


def _silent(_: Release) -> Callable[[int], None]:
    return lambda _: None
