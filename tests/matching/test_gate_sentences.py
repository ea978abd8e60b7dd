"""Gates on sentences of many kinds: who is spoken of, what is promised, classes in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillkg.documents.read import read_text
from skillkg.linking.context.roles import Roles
from skillkg.linking.links import Links
from skillkg.matching.gates.gates import gates
from skillkg.matching.reading import Reading
from skillkg.matching.understood import understood

if TYPE_CHECKING:
    from skillkg.model.match import Gate

ANYBODY = "Jo Bloggs"


def checked(ad: str, resume: str = ANYBODY) -> list[Gate]:
    readings = [
        Reading(read_text(text, kind), Links(())) for text, kind in ((ad, "ad"), (resume, "resume"))
    ]
    return gates(readings[0], readings[1], ())


@pytest.mark.parametrize(
    "ad",
    [
        "With 40 years' experience in the sector, Acme is a household name.",
        "Celebrating 25 years of experience in retail!",
        "You'll work alongside engineers with 20 years of experience.",
        "After 5 years of work here you get a sabbatical.",
        "You will gain 2 years of experience in audit.",
        "Supporting clients aged 18 to 25 years with work experience placements.",
        "Our CEO holds a PhD in physics.",
        "You will support PhD students.",
        "Our clients are lawyers with a Bachelor's degree.",
        "Acme Ltd has 30 years of experience in steel.",
        "Our instructors have 15 years' experience each.",
        "We pay for your HGV licence.",
        "Forklift licence training will be provided.",
        "Contract duration: 2 years",
        "A one year contract with a possibility of extension.",
        "Whether or not you have a degree, we want to hear from you.",
        "You will teach A-level pupils.",
        "Please apply with your CV in English.",
        "Join a team of nurses with 10 years of experience.",
        "Work towards your NVQ Level 3.",
        "You will prepare the performance monitoring plan (PMP).",
    ],
)
def test_what_is_told_of_others_or_promised_is_no_demand(ad: str) -> None:
    assert checked(ad) == []


@pytest.mark.parametrize(
    ("ad", "name"),
    [
        ("Years of experience: 4+", "4 years of experience"),
        ("2 yrs exp", "2 years of experience"),
        ("5-7 yrs. experience", "5 years of experience"),
        ("min. 3 yrs hands-on", "3 years of experience"),
        ("Ten or more years of experience", "10 years of experience"),
        ("A couple of years in a kitchen", "2 years of experience: kitchen"),
        ("Several years of experience in sales", "Several years of experience: sales"),
        ("At least 4 years of professional practice", "4 years of experience"),
        ("6/8 years of relevant experience", "6 years of experience"),
        ("At least 1(one) to 2(two) years' work experience", "1 years of experience"),
        ("Work experience: 3 years", "3 years of experience"),
        ("3 years managing teams", "3 years of experience: managing teams"),
        ("A decade of experience", "10 years of experience"),
        ("3+ years MIG/TIG welding", "3 years of experience: MIG/TIG welding"),
        ("2 years' teaching experience in a UK school", "2 years of experience: teaching"),
        ("One year's experience as a cook", "1 years of experience: cook"),
        ("Minimum of 2 years' experience, preferably in retail", "2 years of experience"),
        ("5 years' experience required, but a degree is not", "5 years of experience"),
        ("PMP certification required", "PMP"),
        ("Must be ACCA qualified", "Chartered or certified accountant"),
        ("SIA licence essential", "SIA licence"),
        ("CCNA or PMP", "Cisco certificate (CCNA, CCNP, CCIE): CCNA or PMP"),
        ("Valid Pesticide Certificate", "Valid Pesticide Certificate"),
        ("Must have own car", "Own vehicle"),
        ("We are unable to offer visa sponsorship.", "Right to work"),
    ],
)
def test_what_is_demanded(ad: str, name: str) -> None:
    (gate,) = checked(ad)
    assert gate.name == name
    assert gate.status == "unknown"
    assert gate.note
    assert gate.requirement is not None
    assert ad[gate.requirement.start : gate.requirement.end] == gate.requirement.quote


@pytest.mark.parametrize(
    ("ad", "resume", "status"),
    [
        ("Full driving licence", "Driving licence: none", "fail"),
        ("Full driving licence", "I cannot drive", "fail"),
        ("Full driving licence", "Provisional driving licence", "fail"),
        ("Full driving licence", "My wife has a full driving licence", "unknown"),
        ("HGV Class 1 licence required", "HGV Class 2 licence", "fail"),
        ("HGV Class 2 licence required", "HGV Class 1 licence", "pass"),
        ("HGV Class 1 licence required", "HGV licence", "unknown"),
        ("Category C licence", "Category B driving licence", "fail"),
        ("Driving licence", "HGV Class 1 licence", "pass"),
        ("Must hold DV clearance", "SC cleared", "fail"),
        ("SC clearance", "DV cleared", "pass"),
        ("TS/SCI clearance required", "Secret clearance", "fail"),
        ("SC clearance", "SC clearance in progress", "unknown"),
        ("You must have the right to work in the UK", "I need a work permit", "fail"),
        ("You must have the right to work in the UK", "British citizen", "pass"),
        ("No visa sponsorship available", "I require visa sponsorship", "fail"),
        ("Bachelor's degree required", "Will complete BEng in 2027", "unknown"),
        ("Bachelor's degree required", "BSc Physics (in progress)", "unknown"),
        ("PhD required", "Taught PhD students", "unknown"),
        ("20 years of experience", "I had a mentor who had 30 years of experience", "unknown"),
        ("Several years in sales", "10 years of experience in sales", "pass"),
        ("Several years in sales", "2 years of experience in sales", "unknown"),
        ("Several years in sales", "I have never worked in sales", "fail"),
        ("3 years of experience", "I have no work experience yet", "fail"),
        ("3 years of experience in C#", "C# - 5 years\nSQL - 1 year", "pass"),
        ("DevOps: 4 years (required)", "DevOps: 1 year", "fail"),
        ("3 years of experience as a bookkeeper", "Bookkeeper for eleven years", "pass"),
        ("2 years in either retail or hospitality", "Hospitality experience: 4 years", "pass"),
        ("A degree or 5 years of experience in tax", "9 years of experience in tax", "pass"),
        ("Degree required", "Left school at 16, no degree", "fail"),
        ("Degree, 2:1 or above, required", "BA History, third-class honours", "fail"),
        ("Fully qualified ACCA", "ACCA part-qualified", "fail"),
        ("Right to work in the UK", "Australian citizen", "unknown"),
        ("ACCA or CIMA qualified", "CIMA qualified", "pass"),
        ("PRINCE2 Practitioner", "PRINCE2 Foundation", "fail"),
        ("Gas Safe registered", "Gas Safe registration expired", "fail"),
        ("Valid Pesticide Certificate", "Pesticide Certificate (PA1)", "pass"),
        ("Enhanced DBS", "Enhanced DBS certificate", "pass"),
    ],
)
def test_what_resumes_hold(ad: str, resume: str, status: str) -> None:
    (gate,) = checked(ad, resume)
    assert gate.status == status, gate


def test_one_credential_is_one_gate() -> None:
    ad = "You must have the right to work in the UK; we cannot offer sponsorship."
    assert [gate.name for gate in checked(ad)] == ["Right to work: UK"]
    ad = "Driving licence essential. A full driving licence is required."
    assert [gate.name for gate in checked(ad)] == ["Driving licence"]


def test_nobody_fails_by_what_may_be_no_demand() -> None:
    resume = "I have 2 years of experience"
    (gate,) = checked("There are 5 years of experience in this.", resume)
    assert gate.status == "unknown"
    assert gate.note.endswith("not certain.")
    assert checked("5 years of experience required", resume)[0].status == "fail"


AD = """Java Developer
About us
Acme has 30 years of experience.
Requirements
- 5 years of experience
- Frobnication of widgets is a must
Nice to have
- SQL
Responsibilities
- Writing the services
We process your personal data under GDPR.
"""


def test_every_sentence_has_a_role() -> None:
    roles = {AD[start:end].strip(" -\n"): role for start, end, role in Roles(read_text(AD, "ad"))}
    assert roles["Acme has 30 years of experience"] == "employer"
    assert roles["5 years of experience"] == "required"
    assert roles["Frobnication of widgets is a must"] == "required"
    assert roles["SQL"] == "preferred"
    assert roles["Writing the services"] == "duty"
    assert roles["We process your personal data under GDPR"] == "boilerplate"


def test_what_was_not_understood_is_told() -> None:
    ad = Reading(read_text(AD, "ad"), Links(()))
    asked = understood(ad, checked(AD))
    assert [span.quote.strip(" -\n") for span in asked.unread] == [
        "Frobnication of widgets is a must"
    ]
    assert asked.note == (
        "of 2 sentences that ask for something, 1 were understood; "
        "not: “Frobnication of widgets is a must”"
    )
    assert all(AD[s.start : s.end] == s.quote for s in asked.asking)
