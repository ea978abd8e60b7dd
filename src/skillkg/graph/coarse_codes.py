"""Coarse codes: which main group of ESCO's skills pillar a skill belongs to.

S1 to S8 are skills, T1 to T6 transversal ones (A1 and A2 attitudes and values, in older
releases), L1 and L2 languages, K00 to K10 knowledge by the fields of ISCED-F; K99 has no field.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.graph.concept import Concept

_MAIN: Final = re.compile(r"[A-Z]\d+(?=\.|$)")


def coarse_codes(concept: Concept) -> tuple[str, ...]:
    """Codes of the main groups that a concept stands under, by the groups nearest above it.

    Args:
        concept: a skill or a group of skills.

    Returns:
        Ascending; one for most skills, several where ESCO gives it several places at the same
        distance, none where no group is above it (technologies of O*NET, occupations).
    """
    level, seen = [concept], {concept.iri}
    while level:
        if codes := _codes(level):
            return codes
        above = {each.iri: each for below in level for each in below.broader}
        level = [above[iri] for iri in sorted(above.keys() - seen)]
        seen.update(above)
    return ()


def _codes(concepts: Iterable[Concept]) -> tuple[str, ...]:
    groups = (each for each in concepts if each.kind == "skill group")
    return tuple(sorted({code for each in groups if (code := _code(each))}))


def _code(group: Concept) -> str | None:
    if group.iri.startswith(voc.ESCO_ISCED):  # these have no notation in the official files
        return f"K{group.iri.removeprefix(voc.ESCO_ISCED)[:2]}"
    main = _MAIN.match(group.code or "")
    return main[0] if main else None
