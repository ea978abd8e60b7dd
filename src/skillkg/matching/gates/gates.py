"""Demands that are met or not, beside the fit: years, languages, licences, degrees.

A gate is never scored. It fails only on what the resume says; what it does not say is unknown, and
what an ad says without demanding it is no gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.matching.gates.alternatives import joined
from skillkg.matching.gates.credentials import credential_gates
from skillkg.matching.gates.degrees import degree_gates
from skillkg.matching.gates.demands import demands_of
from skillkg.matching.gates.languages import language_gates
from skillkg.matching.gates.years import year_gates

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillkg.matching.reading import Reading
    from skillkg.model.match import Gate


def gates(ad: Reading, resume: Reading, languages: Collection[str]) -> list[Gate]:
    """Check an ad's demands against a resume.

    Args:
        ad: the job ad.
        resume: the resume.
        languages: IRIs of the concepts that are languages or skills in one.
    """
    demands = demands_of(ad.document)
    checked = [
        *year_gates(demands, resume.document),
        *language_gates(demands, ad.links.mentions, resume, languages),
        *credential_gates(demands, resume.document),
        *degree_gates(demands, resume.document),
    ]
    return joined(demands.text, checked)
