"""Dates of jobs as people write them, in five languages."""

from __future__ import annotations

import pytest

from skillkg.model.dates import find_ranges, is_now, iso_month, iso_months

RANGES = [
    ("Jan 2020 - Present", "2020-01", None),
    ("Jan 2020 to date", "2020-01", None),
    ("Jan '20 – Present", "2020-01", None),
    ("since 2020", "2020", None),
    ("2020-01-15 – 2021-02-03", "2020-01", "2021-02"),
    ("1 Jan 2020 – 3 Feb 2021", "2020-01", "2021-02"),
    ("Jan 2020 till date", "2020-01", None),
    ("Jan 2020 till now", "2020-01", None),
    ("6/18 - 8/20", "2018-06", "2020-08"),
    ("2016-18", "2016", "2018"),
    ("2016/09 - 2018/12", "2016-09", "2018-12"),
    ("Summer 2019", "2019", "2019"),
    ("01/2020 – heute", "2020-01", None),
    ("January 2020 - March 2021", "2020-01", "2021-03"),
    ("01/2020 - 03/2021", "2020-01", "2021-03"),
    ("2019 - 2021", "2019", "2021"),
    ("2019–2021", "2019", "2021"),
    ("2019 to 2021", "2019", "2021"),
    ("06/2004 to Current", "2004-06", None),
    ("August 2012 to Current Company Name", "2012-08", None),
    ("Sous ChefJul 2010 to Aug 2011", "2010-07", "2011-08"),
    ("03/04/2020 - 05/06/2021", "2020-03", "2021-05"),
    ("13/04/2020 - 25/06/2021", "2020-04", "2021-06"),
    ("15.03.2019 – 30.06.2021", "2019-03", "2021-06"),
    ("seit 03/2018", "2018-03", None),
    ("von 2015 bis 2018", "2015", "2018"),
    ("Mai 2015 bis Juli 2018", "2015-05", "2018-07"),
    ("März 2015 - Dezember 2016", "2015-03", "2016-12"),
    ("de janvier 2015 à mars 2018", "2015-01", "2018-03"),
    ("depuis septembre 2019", "2019-09", None),
    ("Févr. 2017 – aujourd'hui", "2017-02", None),
    ("août 2016 – présent", "2016-08", None),
    ("enero de 2015 - marzo de 2018", "2015-01", "2018-03"),
    ("desde 2019", "2019", None),
    ("ene 2018 – actualidad", "2018-01", None),
    ("15 de marzo de 2019 – 1 de abril de 2020", "2019-03", "2020-04"),
    ("januari 2015 - maart 2018", "2015-01", "2018-03"),
    ("mrt 2016 t/m okt 2017", "2016-03", "2017-10"),
    ("sinds 2020", "2020", None),
    ("mei 2018 – heden", "2018-05", None),
    ("Jan - Mar 2020", "2020-01", "2020-03"),
    ("June–August 2019", "2019-06", "2019-08"),
    ("2018 onwards", "2018", None),
    ("2018 -", "2018", None),
    ("(2018 - )", "2018", None),
    ("Spring 2018 - Fall 2019", "2018", "2019"),
    ("Q1 2020 – Q3 2021", "2020", "2021"),
    ("Sept. 2015 – Oct. 2016", "2015-09", "2016-10"),
    ("Sep-2015 to Oct-2016", "2015-09", "2016-10"),
    ("Sep 08 - Oct 10", "2008-09", "2010-10"),
    ("Sep'08 - Oct'10", "2008-09", "2010-10"),
    ("from March 2011 until June 2012", "2011-03", "2012-06"),
    ("March 1st, 2011 - June 30th, 2012", "2011-03", "2012-06"),
    ("2011 March – 2012 June", "2011-03", "2012-06"),
    ("11.2018 - 02.2020", "2018-11", "2020-02"),
    ("11-2018 - 02-2020", "2018-11", "2020-02"),
    ("2018.11 ~ 2020.02", "2018-11", "2020-02"),
    ("1999-2003", "1999", "2003"),
    ("'98 – '03", "1998", "2003"),
    ("2009-10", "2009", "2010"),
    ("2016/17", "2016", "2017"),
    ("between 2015 and 2017", "2015", "2017"),
    ("July 2018–present (2 yrs)", "2018-07", None),
    ("2017 – ongoing", "2017", None),
    ("Jun 2010 - Current", "2010-06", None),
    ("Nov 2016 through Jan 2017", "2016-11", "2017-01"),
    ("May 2020", "2020-05", "2020-05"),
    ("2015", "2015", "2015"),
    ("Oct. 1, 2016 to Dec 31, 2017", "2016-10", "2017-12"),
    ("1er mars 2018 au 3 avril 2019", "2018-03", "2019-04"),
    ("12/05-06/09", "2005-12", "2009-06"),
    ("08/15/2012 to 01/31/2014", "2012-08", "2014-01"),
    ("Dec 2016 – Jan 2017", "2016-12", "2017-01"),
    ("2014 - present", "2014", None),
    ("Aug 2008-Now", "2008-08", None),
    ("as of May 2021", "2021-05", None),
    ("bis heute seit 2012", "2012", None),
    ("Winter 2018/19", "2018", "2019"),
    ("early 2018 – mid 2019", "2018", "2019"),
    ("2020/01 – present", "2020-01", None),
    ("Since Jan 2020", "2020-01", None),
    ("Jan 2020 – Present · 3 yrs 2 mos", "2020-01", None),
    ("01.01.2020 - today", "2020-01", None),
    ("(2010–12)", "2010", "2012"),
    ("2010 – '12", "2010", "2012"),
    ("Sept 2015 — June 2016", "2015-09", "2016-06"),
    ("September, 2015 – June, 2016", "2015-09", "2016-06"),
    ("9/2015 – 6/2016", "2015-09", "2016-06"),
    ("2015.9 – 2016.6", "2015-09", "2016-06"),
    ("Sep 15 - Jun 16", "2015-09", "2016-06"),
    ("2015 Sep - 2016 Jun", "2015-09", "2016-06"),
    ("Fall 2015 to Spring 2016", "2015", "2016"),
    ("15/09/2015 – 20/06/2016", "2015-09", "2016-06"),
    ("Sep 2015 / Jun 2016", "2015-09", "2016-06"),
    ("Sept 2015 -Present", "2015-09", None),
    ("Sept 2015- till today", "2015-09", None),
    ("SEP 2015 – PRESENT", "2015-09", None),
    ("09/15/2015-06/20/2016", "2015-09", "2016-06"),
    ("from September 2015", "2015-09", None),
    ("September 2015 and continuing", "2015-09", None),
    ("09/2015–", "2015-09", None),
    ("11/2015 – date", "2015-11", None),
    ("Dec.2015 - Jan.2016", "2015-12", "2016-01"),
    ("Sep-15 – Jun-16", "2015-09", "2016-06"),
    ("15-Sep-2015 to 20-Jun-2016", "2015-09", "2016-06"),
    ("Year 2015 - 2016", "2015", "2016"),
    ("diciembre 2015 hasta hoy", "2015-12", None),
    ("à partir de mars 2016", "2016-03", None),
    ("von 01.2015 bis heute", "2015-01", None),
    ("Okt. 2015 – Sept. 2016", "2015-10", "2016-09"),
    ("Current (since 2019)", "2019", None),
    ("Jan 2019 – Pres.", "2019-01", None),
    ("2019-date", "2019", None),
    ("January 2019 – the present", "2019-01", None),
    ("01/19-present", "2019-01", None),
    ("Nov '18 to Jan '20", "2018-11", "2020-01"),
    ("'18–'20", "2018", "2020"),
    ("Jan 5 2019 - Mar 7 2020", "2019-01", "2020-03"),
    ("5th of January 2019 to 7th of March 2020", "2019-01", "2020-03"),
    ("Jan 2019 – to present", "2019-01", None),
    ("2019 → 2021", "2019", "2021"),
    ("2019—", "2019", None),
    ("20 March 2019 till 30 April 2021", "2019-03", "2021-04"),
    ("March–May 2019", "2019-03", "2019-05"),
    ("Mar 2019/May 2020", "2019-03", "2020-05"),
    ("2019 bis dato", "2019", None),
    ("Jan 2020 - heden", "2020-01", None),
    ("1.1.2019–31.12.2020", "2019-01", "2020-12"),
    ("ab 2019", "2019", None),
    ("2019 - laufend", "2019", None),
    ("Juli 2019 – Aug. 2020", "2019-07", "2020-08"),
    ("julio 2019 a agosto 2020", "2019-07", "2020-08"),
    ("Sommer 2019", "2019", "2019"),
    ("été 2019", "2019", "2019"),
    ("verano de 2019", "2019", None),
    ("2019–20", "2019", "2020"),
    ("Mid-2018 to late 2019", "2018", "2019"),
    ("Jan 2018 - Feb 19", "2018-01", "2019-02"),
    ("1st January 2018 – 2nd Feb 2019", "2018-01", "2019-02"),
    ("Jan, 2018 - Feb, 2019", "2018-01", "2019-02"),
    ("(Jan 2018 - Feb 2019)", "2018-01", "2019-02"),
    ("[2018-2019]", "2018", "2019"),
    ("01/2018 | 03/2019", "2018-01", "2019-03"),
    ("6/2018 to date", "2018-06", None),
    ("Ene. 2018 - Dic. 2019", "2018-01", "2019-12"),
    ("déc. 2018 à janv. 2019", "2018-12", "2019-01"),
    ("3/2018 bis 4/2019", "2018-03", "2019-04"),
    ("Aug.2018~", "2018-08", None),
    ("Jan2018-Feb2019", "2018-01", "2019-02"),
    ("Jan2018 – Present", "2018-01", None),
    ("Oct 2018 - Present Day", "2018-10", None),
    ("10.2018 – jetzt", "2018-10", None),
    ("2018/2019", "2018", "2019"),
    ("2018 / 2019", "2018", "2019"),
    ("from 05/2018 to 06/2019", "2018-05", "2019-06"),
    ("May ‘18 – June ‘19", "2018-05", "2019-06"),
    ("MAY18 - JUN19", "2018-05", "2019-06"),
    ("9-2015 t/m 6-2016", "2015-09", "2016-06"),
]
"""As written; from when, until when: None where it has not ended."""


@pytest.mark.parametrize(("line", "start", "end"), RANGES)
def test_ranges(line: str, start: str, end: str | None) -> None:
    (dates,) = find_ranges(line)
    assert iso_month(dates.start) == start
    assert (iso_month(dates.end) or None) == end
    assert end or not dates.end or is_now(dates.end)


@pytest.mark.parametrize("line", [line for line, *_ in RANGES if line[0].isalnum()])
def test_ranges_among_other_words(line: str) -> None:
    """Beside a title, in brackets, and behind a word that a parser glued to them."""
    (alone,) = find_ranges(line)
    for form in ("Head Chef, {}", "Head Chef | {} | The Ritz", "The Ritz ({})"):
        found = [(d.start, d.end) for d in find_ranges(form.format(line))]
        assert (alone.start, alone.end) in found, form


@pytest.mark.parametrize(
    "line",
    [
        "Call 555-2010-1234",
        "Austin, TX 78701",
        "ISO 9001:2015",
        "24/7 support",
        "Java 8/11 - 17",
        "3-5 years",
        "from 8 to 12 staff",
        "May I help",
        "1/2 time",
        "EUR 2,019",
        "$2015 saved",
        "Mayfair, Augusta, Marchtown",
        "",
    ],
)
def test_what_is_no_date(line: str) -> None:
    assert not find_ranges(line)


@pytest.mark.parametrize(
    ("line", "years"),
    [("Windows 2003, 2008 and 2012", 3), ("2018 & 2019", 2), ("Sales up in 2015", 1)],
)
def test_dates_that_are_no_range(line: str, years: int) -> None:
    assert [dates.is_range for dates in find_ranges(line)] == [False] * years


def test_what_can_be_read_in_two_ways_is_read_in_both() -> None:
    assert iso_months("03/04/2020") == ("2020-03", "2020-04")
    assert iso_months("13/04/2020") == ("2020-04",)
    assert iso_months("04/13/2020") == ("2020-04",)
    assert iso_months("03.04.2020") == ("2020-04",)
    assert iso_months("03/03/2020") == ("2020-03",)
    assert iso_months("no date") == ()


def test_a_place_in_the_line_is_that_of_all_that_says_it() -> None:
    line = "Head Chef (since May 2015), The Ritz"
    (dates,) = find_ranges(line)
    assert line[dates.first : dates.last] == "(since May 2015)"
    assert (dates.start, dates.end, dates.is_range) == ("May 2015", "", True)
