"""Values of gates, rule by rule, for tests to change."""

from __future__ import annotations

from typing import Any

YEARS: dict[str, Any] = {
    "demanded_years": 3.0,
    "field": "",
    "stated_years": None,
    "covered_months": 0,
    "total_months": 0,
    "fitting_jobs": 0,
    "dated_jobs": 0,
    "goes_on": False,
    "denied": False,
    "certain": True,
}
LANGUAGE: dict[str, Any] = {
    "language": "German",
    "demanded_level": "B2",
    "stated": True,
    "spoken_level": None,
    "denied": False,
    "certain": True,
}
CREDENTIAL: dict[str, Any] = {
    "credential": "Driving licence",
    "demanded_class": "C",
    "said": "held",
    "stated_class": None,
    "is_open": False,
    "certain": True,
}
NAMED: dict[str, Any] = {"name": "Pesticide Certificate", "said": "held", "certain": True}
QUALIFICATION: dict[str, Any] = {
    "demanded_level": 6,
    "held_level": None,
    "pending_level": None,
    "denied": False,
    "takes_equivalent": False,
    "demands_upper_class": False,
    "has_upper_class": False,
    "lower_class": None,
    "certain": True,
}
VALUES: dict[str, dict[str, Any]] = {
    "years/1": YEARS,
    "language/1": LANGUAGE,
    "credential/1": CREDENTIAL,
    "named-credential/1": NAMED,
    "qualification/1": QUALIFICATION,
}
