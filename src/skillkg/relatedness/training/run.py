"""Run a training: seeded, with checkpoints to go on from, finished in one step or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from skillkg.atomic import publish, write
from skillkg.drafts import remove_folder
from skillkg.encoding.folder import ModelFolder, digest_of, read_json
from skillkg.errors import ModelError
from skillkg.extras import needs
from skillkg.relatedness.training.objectives import digest
from skillkg.relatedness.training.trainer import learn, settle, start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sentence_transformers import SentenceTransformer

    from skillkg.relatedness.training.objectives import Objective
    from skillkg.relatedness.training.settings import Encoding, Settings

RECORD: Final = "training.json"
"""What a model was trained from and how; lies beside its weights."""


def train(
    method: Encoding,
    objectives: Sequence[Objective],
    siblings: Mapping[str, Sequence[str]],
    target: Path,
    *,
    base: Path,
    settings: Settings,
    complete: Callable[[Path], None] | None = None,
) -> Path:
    """Train an encoder; the folder that it gives is one of sentence-transformers.

    A training that was interrupted goes on from its last checkpoint when it is asked for again.

    Args:
        method: ``static`` distils a static encoder from the base and trains that; ``transformer``
            fine-tunes the base itself.
        objectives: what to learn from.
        siblings: labels that are hard negatives, by concept.
        target: folder to write; must not be there.
        base: folder of a sentence-transformers model of a transformer.
        settings: how long and how fast; see ``settings``.
        complete: adds to the folder of the trained encoder what belongs to it.

    Raises:
        ModelError: the target is there already, an interrupted training is another one, or the
            base is no such model.
        ExtraError: the extra ``learn`` is not installed.
    """
    if target.exists():
        raise ModelError(f"{target}: is there already; nothing was changed\n  Choose a new folder.")
    work = target.with_name(f".{target.name}.part")
    with needs("learn"):
        record = _record(method, objectives, base, settings)
        _begin(work, record)
        model = start(method, objectives, base, settings)
        learn(method, model, objectives, siblings, work, settings)
        settle(method, model, base, settings.kept)
    _finish(model, work, target, record, complete)
    return target


def _record(
    method: Encoding, objectives: Sequence[Objective], base: Path, settings: Settings
) -> dict[str, Any]:
    """Everything that decides what comes out, and what it was made with."""
    weights = ModelFolder.read(base).path / "model.safetensors"
    return {
        "method": method,
        "base": digest_of([weights]),
        "data": digest(objectives),
        "objectives": {o.name: {"weight": o.weight, "pairs": len(o.pairs)} for o in objectives},
        "settings": asdict(settings),
        "versions": {name: version(name) for name in ("torch", "sentence-transformers", "numpy")},
    }


def _begin(work: Path, record: Mapping[str, Any]) -> None:
    """Claim the working folder, or find the same training in it."""
    file = work / RECORD
    if not file.is_file():
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        write(file, json.dumps(record, indent=2) + "\n")
    elif read_json(file) != record:
        raise ModelError(
            f"{work}: another training was interrupted here: other data, settings or versions\n"
            "  Remove that folder to begin anew, or give another target."
        )


def _finish(
    model: SentenceTransformer,
    work: Path,
    target: Path,
    record: Mapping[str, Any],
    complete: Callable[[Path], None] | None,
) -> None:
    """Save beside, then give the folder its name: it is there whole, or not at all."""
    draft = work / "finished"
    shutil.rmtree(draft, ignore_errors=True)
    model.save_pretrained(str(draft), create_model_card=False)
    write(draft / RECORD, json.dumps(record, indent=2) + "\n")
    if complete is not None:
        complete(draft)
    publish(draft, target)
    remove_folder(work)
