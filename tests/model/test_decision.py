from __future__ import annotations

import pytest

from skillkg.errors import RecordError
from skillkg.model.decision import Decision, HumanReview, Standing

TIMES = (
    "2026-11-28T09:30:00Z",
    "2026-11-28T09:30:00.25+01:00",
    "2026-11-28T09:30:00.123456789-11:30",
)
NO_TIMES = (
    "",
    "2026-11-28",
    "2026-11-28T09:30:00",
    "2026-11-28 09:30:00Z",
    "2026-11-28T09:30Z",
    "20261128T093000Z",
    "2026-W48-6T09:30:00Z",
    "2026-11-28T09:30:00Z\n",
    "2026-02-30T09:30:00Z",
    "2026-11-28T24:30:00Z",
    "٢٠٢٦-11-28T09:30:00Z",
)
"""What is no time, or one by ISO 8601 alone."""


@pytest.mark.parametrize("time", TIMES)
def test_times_are_those_of_rfc_3339(time: str) -> None:
    assert Decision(timestamp=time).timestamp == time
    assert HumanReview("r-1", "confirmed", "", time).time == time


@pytest.mark.parametrize("time", NO_TIMES)
def test_other_times_are_told(time: str) -> None:
    with pytest.raises(RecordError, match="no time by RFC 3339"):
        Decision(timestamp=time)
    with pytest.raises(RecordError, match="no time by RFC 3339"):
        HumanReview("r-1", "confirmed", "", time)


@pytest.mark.parametrize("place", [(1, 1), (3, 7), (None, None)])
def test_places_lie_in_the_pool(place: tuple[int | None, int | None]) -> None:
    assert Decision(standing=Standing(*place)).standing[:2] == place


@pytest.mark.parametrize("place", [(0, 5), (6, 5), (-1, 5), (1, 0), (0, 0), (1, None), (None, 5)])
def test_other_places_are_told(place: tuple[int | None, int | None]) -> None:
    with pytest.raises(RecordError, match="no such place"):
        Decision(standing=Standing(*place))
