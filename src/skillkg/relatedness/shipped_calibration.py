"""The calibrations that come with skillkg, for graphs with too few labelled pairs.

They were fitted on ESCO 1.1.1 and O*NET 29.3 with the default encoder, and hold for that encoder
only: another one's cosines mean something else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from skillkg.atomic import write
from skillkg.errors import ModelError
from skillkg.relatedness.calibration import Calibration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.encoding.encoder import Encoder
    from skillkg.model.graph import ConceptKind

FILE: Final = Path(__file__).parent / "calibration.json"


def default_digest() -> str:
    """Digest of the default encoder, without loading it."""
    return str(_read()["model"])


def shipped_calibration(kind: ConceptKind, encoder: Encoder) -> Calibration:
    """Give the calibration of a kind of pairs.

    Raises:
        ModelError: it is of another encoder.
    """
    from cattrs import structure

    content = _read()
    if content["model"] != encoder.digest:
        raise ModelError(
            f"{encoder.name}: the graph has too few labelled pairs of {kind}s to calibrate this "
            "model, and the calibration that comes with skillkg is for another one.\n"
            "  Build a store from the whole of ESCO and O*NET, or leave --model away."
        )
    return replace(structure(content["calibrations"][kind], Calibration), shipped=True)


def write_shipped(
    calibrations: Mapping[ConceptKind, Calibration], encoder: Encoder, file: Path = FILE
) -> None:
    """Write what was fitted on a whole graph; for those who make a release."""
    content = {
        "model": encoder.digest,
        "calibrations": {kind: asdict(each) for kind, each in sorted(calibrations.items())},
    }
    write(file, json.dumps(content, indent=1) + "\n")


def _read() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_bytes())
    return content
