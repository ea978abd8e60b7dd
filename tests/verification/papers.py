"""A job ad and a resume that say all that a record has keys for, and what they are matched for."""

from __future__ import annotations

from typing import Final

import skillkg
from skillkg.model.decision import Decision, HumanReview, Standing

AD: Final = """Database developer

About the job
- Develop automated migration methods for the booking data of twenty years.
- Define data quality criteria, and report on them every month.
- You work with people who have ten minutes, and a good chart counts for more than a long report.

Requirements
- SQL, and at least 3 years of experience with Python.
- Good knowledge of Linux.
- Master's degree in computer science or 5 years of experience.
- English at level C1, and a full driving licence.
- Perform backups and prove them.

Nice to have
- Ansible, and business intelligence tools of any make.
- Machine learning is a plus.
"""

RESUME: Final = """Ada Example

Experience

Database developer                                   May 2019 - present
Marlow Water, Reading
- Migrated existing data from two bought-up companies with SQL.
- Define data quality criteria, and report on them every month.
- 5+ years of Python, and advanced knowledge of SPARQL.

System administrator                                 October 2015 - April 2019
Pomorze Print Works, Gdynia
- Perform backups and prove them.
- Maintained operating systems, mail and PostgreSQL for the order book.
- SQL reports for everybody who sold anything at Pomorze Print Works.

Education
Bachelor's degree in computer science, 2015

Skills
SQL, Linux, Python
I have no experience with Ansible. I would like to learn machine learning.
Languages: English (C2), German (A2)
Driving licence, category B
"""

TIME: Final = "2026-11-28T09:30:00Z"
DECISION: Final = Decision(
    TIME,
    "person-1",
    "job-1",
    Standing(1, 3, 0.2),
    (HumanReview("reviewer-1", "overridden", "Has Ansible, too.", TIME),),
)
SCORING: Final = skillkg.Scoring(name="small", requirements=6, statements=4)
"""Asks for few occupations: records are small, and soon checked."""
