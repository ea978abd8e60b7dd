"""``skillkg train``: encoders of your own, from what a store says belongs together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from skillkg.cli.shared import ExistingPath, store_argument
from skillkg.cli.terminal import progress_bars, say

if TYPE_CHECKING:
    from skillkg.relatedness.training.settings import Method


@click.command()
@store_argument
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of the encoder (with skill2vec: file of vectors) to write; must not be there.",
)
@click.option(
    "--method",
    type=click.Choice(["static", "transformer", "skill2vec"]),
    default="static",
    show_default=True,
)
@click.option(
    "--base",
    metavar="MODEL",
    default="minilm",
    show_default=True,
    help="The transformer to start from: a folder of sentence-transformers, or minilm.",
)
@click.option(
    "--vacancies",
    type=ExistingPath(path_type=Path, exists=True, dir_okay=False),
    help="Parquet with title and skill_name (a list of labels of skills), to learn from too.",
)
@click.option(
    "--sentences",
    type=ExistingPath(path_type=Path, exists=True, dir_okay=False),
    help="CSV, JSON lines or Parquet with text and skills (labels or IRIs, in CSV with | between), "
    "for a transformer to learn from too.",
)
@click.option("--steps", type=click.IntRange(1), help="How many batches; by default the method's.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
def train(
    location: str,
    target: Path,
    method: str,
    base: str,
    vacancies: Path | None,
    sentences: Path | None,
    steps: int | None,
    seed: int,
) -> None:
    """Train an encoder on a store's labels, descriptions, skills and tasks.

    `static` makes a small encoder that needs no torch to run: minutes. `transformer` fine-tunes
    the base: the best part of an hour without a GPU. `skill2vec` learns from the company of
    skills alone. All need `pip install 'skillkg[learn]'` to train. Mappings between
    classifications are never learned from. From labelled sentences of job ads a transformer
    learns too, and is taught to read by them, as `skillkg teach` does. Interrupted, the same
    command goes on where it stopped; the same inputs and seed give the same encoder on the same
    machine.

    \b
      skillkg train my-store --to my-encoder --vacancies vacancies.parquet
      skillkg relate my-store --model my-encoder
      skillkg train my-store --to my-reader --method transformer --sentences labelled.csv
      skillkg link ad.txt --store my-store --model my-reader
    """
    from skillkg.learning import train as run

    chosen = cast("Method", method)
    with progress_bars() as progress:
        trained = run(
            location,
            target,
            method=chosen,
            base=base,
            vacancies=vacancies,
            sentences=sentences,
            steps=steps,
            seed=seed,
            progress=progress,
        )
    say(trained)


@click.command()
@store_argument
@click.option(
    "--sentences",
    type=ExistingPath(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="CSV, JSON lines or Parquet with text and skills (labels or IRIs, in CSV with | between).",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of the encoder to write; must not be there.",
)
@click.option(
    "--model",
    metavar="MODEL",
    help="The encoder: a folder of sentence-transformers, or minilm; the default where left out.",
)
def teach(location: str, sentences: Path, target: Path, model: str | None) -> None:
    """Teach an encoder to read as people do who labelled sentences of job ads with skills.

    The encoder stays what it is: a copy of it gets the sentences as examples, and a classifier of
    its own for which skills are meant. That takes some 120 sentences or more, and a minute for
    thousands; no extra has to be installed. The examples are vectors, from which words can be
    guessed: keep the folder as safe as the sentences.

    \b
      skillkg teach my-store --sentences labelled.csv --to my-reader
      skillkg link ad.txt --store my-store --model my-reader
    """
    from skillkg.learning import teach as run

    with progress_bars() as progress:
        taught = run(location, sentences, target, model=model, progress=progress)
    say(taught)
