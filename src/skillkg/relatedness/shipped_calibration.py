"""The calibration that comes with skillkg, for graphs with too few labelled pairs.

It was fitted on ESCO 1.1.1 and O*NET 29.3 with the default encoder, and holds for that encoder
only: another one's cosines mean something else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.encoding.encoder import Encoder
    from skillkg.model.graph import ConceptKind
    from skillkg.relatedness.calibration import Calibration

FILE: Final = Path(__file__).parent / "calibration.json"


def default_digest() -> str:
    """Digest of the default encoder, without loading it."""
    return str(_held()["model"])


def shipped(kind: ConceptKind, encoder: Encoder) -> Calibration:
    """Give the calibration of a kind of pairs.

    Raises:
        ModelError: it is of another encoder.
    """
    held = _held()
    if held["model"] != encoder.digest:
        raise ModelError(
            f"{encoder.name}: the graph has too few labelled pairs of {kind}s to calibrate this "
            "model, and the calibration that comes with skillkg is for another one.\n"
            "  Build a store from the whole of ESCO and O*NET, or leave --model away."
        )
    return _read(held["calibrations"][kind])


def ship(calibrations: Mapping[ConceptKind, Calibration], encoder: Encoder) -> None:
    """Write the file, with what was fitted on a whole graph; for those who make a release."""
    held = {
        "model": encoder.digest,
        "calibrations": {kind: asdict(found) for kind, found in sorted(calibrations.items())},
    }
    FILE.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def _held() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(FILE.read_bytes())
    return held


def _read(values: dict[str, Any]) -> Calibration:
    from skillkg.relatedness.calibration import Calibration, restored

    return replace(Calibration(**restored(values)), shipped=True)
