"""Whether a record says of the program what this very program would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.code import tool
from skillkg.explanation.verification.verdict import Check, checked
from skillkg.linking.classifier import (
    FEATURES,
    OCCUPATIONS,
    SKILLS,
    TECHNOLOGIES,
    find_classifier,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Match
    from skillkg.model.mention import Classified

_FILES: Final[dict[Classified, str]] = {
    "skills": SKILLS,
    "occupations": OCCUPATIONS,
    "technologies": TECHNOLOGIES,
}


def program_check(match: Match) -> Check:
    """Compare what a record says of the program with what runs, where that is the same code."""
    told, here = match.tool, tool()
    if told.name == here.name and told.code != here.code:
        said = f"made by {told.name} {told.version}, of the code {told.code}; this is {here.code}"
        return Check("program", "unchecked", (said,))
    return checked("program", _differences(match))


def _differences(match: Match) -> Iterator[str]:
    told, here = match.tool, tool()
    if told != here:
        yield f"made by {told.name} {told.version}, and this code is {here.name} {here.version}"
    for name, side in (("ad", match.ad), ("resume", match.resume)):
        if side.parser.name == here.name and side.parser.version != here.version:
            yield f"{name}: read by {side.parser.name} {side.parser.version}"
    for kind, of_record in match.parameters.classifiers.items():
        shipped = find_classifier(of_record.encoder, name=_FILES[kind])
        if list(of_record.features) != list(FEATURES[_FILES[kind]]):
            yield f"classifiers: that of {kind} has other features than this code"
        # What was taught with examples of one's own is beside the encoder, and not here.
        elif shipped is None or of_record.examples:
            continue
        elif shipped.parameters(of_record.encoder, of_record.features) != of_record:
            yield f"classifiers: that of {kind} is another than the one that comes with this code"
