"""Skill extraction: a sentence of a job ad to ESCO's skills, on TECH, HOUSE and SkillSkape.

Every method ranks ESCO's skills for each sentence; baselines compare whole sentences with preferred
labels. Judges are cross-validated: each fifth of TECH and HOUSE is judged by one that was fitted
on the rest and on sentences of SkillSkape's training split, of the third that ``skillkg train``
learns nothing from; SkillSkape's dev split by one fitted on all of these. Intervals hold 95 % of
1,000 bootstrap samples of sentences. ``--ship`` pins the judges that come with skillkg, fitted on
everything but that dev split, and writes that of a fine-tuned encoder into its folder.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality.data import read_extraction, read_skillskape
from quality.judging import PROFILES, by_label, labelled, precision_at, profiles, reciprocal
from quality.measures import reciprocal_rank
from quality.methods import run
from quality.models import encoders, text_methods
from quality.reporting import options_of

import skillkg
from skillkg.linking.fitting import Reader, crossed, fitted, micro_f1, settled
from skillkg.linking.judge import SHIPPED, keep_judge
from skillkg.relatedness.folds import fold
from skillkg.relatedness.population import Population

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from quality.data import Sentence
    from quality.methods import Method

    from skillkg.linking.judge import Judge
    from skillkg.relatedness.encoder import Encoder

    Sets = Mapping[str, Sequence[Sentence]]

MEASURED = ("TECH", "HOUSE", "SkillSkape dev")
K, BOOTSTRAP, SEED = 5, 1000, 0
FAST, ACCURATE = "skillkg, fast", "skillkg, MiniLM, fine-tuned"
BARS = {FAST: {"TECH": 0.55, "HOUSE": 0.44}, ACCURATE: {"TECH": 0.60, "HOUSE": 0.50}}
PINNED = (FAST, "skillkg, MiniLM, stock")


def sentences(options: Namespace) -> dict[str, Sequence[Sentence]]:
    """Labelled sentences by set; of SkillSkape's training split those no encoder learned from."""
    found: dict[str, Sequence[Sentence]] = {
        "TECH": read_extraction(options.data, "tech"),
        "HOUSE": read_extraction(options.data, "house"),
        "SkillSkape dev": [s for s in read_skillskape(options.data, "dev") if s.skills],
    }
    every = read_skillskape(options.data, "train")
    found["training"] = [s for s in every if fold(" ".join(s.text.split())) == "test"]
    return {name: each[: 20 if options.sample else None] for name, each in found.items()}


def interval(values: Sequence[float]) -> str:
    """Half the width of a 95 % interval of the mean."""
    drawn = np.random.default_rng(SEED).choice(values, size=(BOOTSTRAP, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"± {(high - low) / 2:.3f}"


def columns(precision: Sequence[float], reciprocals: Sequence[float]) -> list[str | float]:
    """RP@5 with its interval, and MRR, of one set."""
    return [f"{np.mean(precision):.3f} {interval(precision)}", float(np.mean(reciprocals))]


def by_text(method: Method, sets: Sets, labels: Sequence[str]) -> list[str | float]:
    """A baseline: preferred labels ranked for whole sentences."""
    places = {label: number for number, label in enumerate(labels)}
    row: list[str | float] = [method.name]
    begin = perf_counter()
    for name in MEASURED:
        right = [[places.get(skill, -1) for skill in s.skills] for s in sets[name]]
        found = run(method, [s.text for s in sets[name]], labels, right).found
        shares = [float((ranks <= K).sum()) / min(K, len(ranks)) for ranks in found]
        row += columns(shares, [reciprocal_rank(ranks) for ranks in found])
    return [*row, perf_counter() - begin]


def by_judge(
    name: str, reader: Reader, sets: Sets, iris: Mapping[str, str]
) -> tuple[list[list[str | float]], Judge]:
    """Rank and decide by a judge: a row for each, and the judge that was fitted on all."""
    begin = perf_counter()
    read = {key: reader.read(labelled(each, iris)) for key, each in sets.items()}
    real, training = [*read["TECH"], *read["HOUSE"]], read["training"]
    held_out = crossed(real, training)
    judge = settled(fitted(real, training), real, held_out)
    count = len(read["TECH"])
    scores = {
        "TECH": held_out[:count],
        "HOUSE": held_out[count:],
        "SkillSkape dev": [judge.probabilities(each.figures) for each in read["SkillSkape dev"]],
    }
    ranked: list[str | float] = [name]
    decided: list[str | float] = [name, judge.threshold]
    held: list[str | float] = [name]
    for key in MEASURED:
        pairs = list(zip(read[key], scores[key], strict=True))
        ranked += columns([precision_at(*p, K) for p in pairs], [reciprocal(*p) for p in pairs])
        decided += micro_f1(read[key], scores[key], judge.threshold)
        held += profiles(read[key], scores[key], judge.threshold)
    return [[*ranked, perf_counter() - begin], [*decided, judge.error], held], judge


def judges(options: Namespace) -> dict[str, Encoder]:
    """The encoders that a judge is fitted for: the shipped one, and bigger ones at hand."""
    found = {name: encoder for name, encoder in encoders(options) if "untrained" not in name}
    return {FAST if "shipped" in name else f"skillkg, {name}": e for name, e in found.items()}


def main() -> None:
    options = options_of(__doc__ or "", ship="pin the judges that come with skillkg")
    sets = sentences(options)
    with store(options) as folder:
        kg = skillkg.open(folder, without=["relatedness"])
        population = Population(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
        labels = [population.labels.preferred(iri) or "" for iri in kg.graph.concepts("skill")]
        ranked = [by_text(method, sets, labels) for method in text_methods(options)]
        decided, held, found = [], [], []
        for name, encoder in judges(options).items():
            reader = Reader.over(population, encoder)
            rows, judge = by_judge(name, reader, sets, by_label(population))
            for table, row in zip((ranked, decided, held), rows, strict=True):
                table.append(row)
            found.append((name, judge))
            if options.ship:
                keep_judge(judge, encoder.digest, SHIPPED if name in PINNED else options.finetuned)
    write(options, sets, (ranked, decided, held), found)


def write(
    options: Namespace,
    sets: Sets,
    rows: tuple[list[list[str | float]], ...],
    found: Sequence[tuple[str, Judge]],
) -> None:
    """Report the rankings side by side, what is decided and how far to trust it, and profiles."""
    ranked, decided, held = rows
    values = {str(row[0]): row for row in ranked}
    figures = []
    for name, bars in BARS.items():
        for column, bar in bars.items():
            if name in values:
                value = float(str(values[name][1 + 2 * MEASURED.index(column)]).split()[0])
                figures.append(
                    Figure(f"{name}, {column} RP@5", value, "", f"≥ {bar}", value >= bar)
                )
    for name, judge in found:
        what = f"{name}, expected calibration error"
        figures.append(Figure(what, judge.error, "", "≤ 0.05", judge.error <= 0.05))
    names = [f"{name} {measure}" for name in MEASURED for measure in ("RP@5", "MRR")]
    decisions = [f"{name} {m}" for name in MEASURED for m in ("F1", "precision", "recall")]
    kept = [f"{name} {what}" for name in MEASURED for what in PROFILES]
    counts = ", ".join(f"{len(each):,} of {name}" for name, each in sets.items())
    report(
        "extraction",
        options,
        figures,
        f"Sentences: {counts}. The bars are of test splits that are not at hand; these "
        "validation splits are easier.",
        tables=[
            Table(["method", *names, "s"], ranked),
            Table(["method", "threshold", *decisions, "calibration error"], decided, "Decided"),
            Table(["method", *kept], held, "Profiles: cosine with what people saw"),
        ],
    )


if __name__ == "__main__":
    main()
