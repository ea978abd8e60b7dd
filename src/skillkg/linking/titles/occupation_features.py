"""What a candidate occupation of a job title is classified by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from skillkg.arrays import Float64s, Ints

OCCUPATION_FEATURES: Final = (
    "label",
    "texts",
    "part",
    "words",
    "preferred",
    "alternative",
    "broad",
    "common",
    "rivals",
)
"""Names of the features, in the order of their columns and of a classifier's weights:

- *label*: cosine of the title with the nearest of the occupation's labels;
- *texts*, *part*: cosine of the occupation's labels and description, taken together, with the
  title, and with the nearest part of it (``Chef / Cook`` has two);
- *words*: cosine of the title's words with those of a label, weighted by idf; of the best label;
- *preferred*: 1 where the title has the words of the occupation's preferred label, else 0;
- *alternative*: where it has those of another of its labels, one part in as many as occupations of
  the taxonomy have that label, else 0;
- *broad*: 1 where other occupations are narrower, else 0;
- *common*: logarithm of one more than the occupation's share of tagged job titles (:data:`COMMON`);
- *rivals*: logarithm of one more than the summed odds of the other candidates of its taxonomy.
"""
COMMON: Final = Path(__file__).parent / "common.json"
"""How common occupations are: *common* of those that any of 15,463 job titles is tagged with."""


class OccupationCandidates(NamedTuple):
    """Occupations of one taxonomy that a title may mean."""

    occupations: Ints
    """Their numbers: shape (candidates,), ascending."""
    features: Float64s
    """Shape (candidates, features), rounded; columns by :data:`OCCUPATION_FEATURES`, without the
    last, *rivals*."""
    labels: Ints
    """Position of each one's nearest label among all labels."""


def shipped_common() -> dict[str, float]:
    """Read how common occupations are, by IRI."""
    common: dict[str, float] = json.loads(COMMON.read_bytes())
    return common
