"""Progress: the parts of a stage add up, from nothing on."""

from __future__ import annotations

from skillkg.progress import counter


def test_the_parts_of_a_stage_add_up() -> None:
    told: list[tuple[str, int, int | None]] = []
    advance = counter(lambda *each: told.append(each), "reading", 5)
    for part in (2, 3):
        advance(part)
    assert told == [("reading", 0, 5), ("reading", 2, 5), ("reading", 5, 5)]
