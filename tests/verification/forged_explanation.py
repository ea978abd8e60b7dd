"""Forgeries of what a record tells besides the parts of its match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careful import Record, resealed
from forging import Forgeries, concept

if TYPE_CHECKING:
    from collections.abc import Callable

    from forging import Shown

FORGED_EXPLANATION = Forgeries()
"""Of the record of a match that reaches its cut."""
FORGED_ADDITIONS = Forgeries()
"""Of one that does not, and of what it would take."""


def forged(
    shown: Shown, said: str, among: Forgeries = FORGED_EXPLANATION
) -> Callable[[Callable[[Record], object]], Callable[[Record], object]]:
    """Declare a forgery after which nothing is computed but the digests."""
    return among.by(shown, said, resealed)


def told(record: Record) -> Record:
    explanation: Record = record["explanation"]
    return explanation


# Worth ------------------------------------------------------------------------------------------


@forged("record", "lines are worth something to a fit of")
def fit_that_lines_are_worth_something_to(record: Record) -> None:
    told(record)["worth"]["fit"] += 0.1


@forged("documents", "effect")
def effect_of_a_line(record: Record) -> None:
    told(record)["worth"]["lines"][-1]["effect"] = 0.1


@forged("record", "rests other than")
def what_rests_on_a_line(record: Record) -> None:
    told(record)["worth"]["lines"][0]["resting"] += 0.1


@forged("record", "lines that something rests on are not told of")
def line_left_out(record: Record) -> None:
    del told(record)["worth"]["lines"][0]


@forged("documents", "worth.lines")
def line_moved(record: Record) -> None:
    line = told(record)["worth"]["lines"][-1]["line"]
    line["start"], line["end"] = line["start"] + 40, line["end"] + 40


@forged("record", "in text order")
def order_of_lines(record: Record) -> None:
    told(record)["worth"]["lines"].reverse()


@forged("record", "to other contributions than there are")
def contribution_that_lines_are_worth_something_to(record: Record) -> None:
    told(record)["worth"]["contributions"][0]["contribution"] += 0.01


@forged("record", "to other contributions than there are")
def requirement_that_lines_are_worth_something_to(record: Record) -> None:
    told(record)["worth"]["contributions"][0]["requirement"] = concept(record, "SPARQL")


@forged("record", "to other contributions than there are")
def block_that_lines_are_worth_something_to(record: Record) -> None:
    told(record)["worth"]["contributions"][0]["block"] = "skills"


@forged("documents", "loss")
def loss_with_a_line(record: Record) -> None:
    told(record)["worth"]["contributions"][0]["lines"][0]["loss"] += 0.01


@forged("record", "one line takes more, or less, than all do")
def loss_with_all_lines(record: Record) -> None:
    parts = told(record)["worth"]["contributions"]
    next(each for each in parts if len(each["lines"]) == 1)["loss"] += 0.01


@forged("record", "rests other than")
def line_of_a_contribution_left_out(record: Record) -> None:
    told(record)["worth"]["contributions"][0]["lines"].pop()


@forged("record", "rests other than")
def line_that_a_contribution_rests_on(record: Record) -> None:
    worth = told(record)["worth"]
    loss = worth["contributions"][0]["lines"][-1]
    loss["line"] = next(each["line"] for each in worth["lines"] if each["line"] != loss["line"])


# Changes ----------------------------------------------------------------------------------------


@forged("record", "for a cut of 0.9")
def cut(record: Record) -> None:
    told(record)["cut"] = 0.9


@forged("record", "without some lines the fit is 0.9")
def fit_without_lines(record: Record) -> None:
    told(record)["removal"]["fit"] = 0.9


@forged("record", "without some lines: ")
def least_number_of_lines(record: Record) -> None:
    told(record)["removal"]["least"] = 9


@forged("record", "without some lines: 9 lines at least")
def least_number_of_single_lines(record: Record) -> None:
    told(record)["removal"]["least_lines"] = 9


@forged("record", "without some lines: not lines of the resume")
def lines_that_are_none(record: Record) -> None:
    told(record)["removal"]["lines"][0]["end"] += 5


@forged("record", "whether the fit can fall is told, or not")
def removal_left_out(record: Record) -> None:
    told(record)["removal"] = None


@forged("documents", "removal.lines")
def other_lines_removed(record: Record) -> None:
    lines = [each["line"] for each in told(record)["worth"]["lines"]]
    told(record)["removal"]["lines"] = [lines[0], lines[-1]]


@forged("record", "whether lines are enough is told, or not")
def sufficient_lines_left_out(record: Record) -> None:
    told(record)["sufficient"] = None


@forged("record", "by some lines the fit is 0.1")
def fit_by_lines_alone(record: Record) -> None:
    told(record)["sufficient"]["fit"] = 0.1


@forged("documents", "removal.unit")
def lines_removed_told_as_other_units(record: Record) -> None:
    gone = told(record)["removal"]
    gone["unit"] = "line" if gone["unit"] == "part" else "part"


@forged("documents", "sufficient.unit")
def lines_enough_told_as_other_units(record: Record) -> None:
    enough = told(record)["sufficient"]
    enough["unit"] = "line" if enough["unit"] == "part" else "part"


@forged("record", "by some lines: 4 lines, where it takes")
def more_than_few_lines_enough(record: Record) -> None:
    enough, worth = told(record)["sufficient"], told(record)["worth"]
    enough.update(lines=[each["line"] for each in worth["lines"][:4]], unit="line")


@forged("record", "lacks")
def what_lacks(record: Record) -> None:
    told(record)["lifts"][0]["lacking"] += 0.1


@forged("record", "lacks")
def requirement_that_lacks(record: Record) -> None:
    told(record)["lifts"][0]["requirement"] = concept(record, "SPARQL")


@forged("record", "lacks")
def block_that_lacks(record: Record) -> None:
    told(record)["lifts"][0]["block"] = "skills"


@forged("record", "what lifts the fit is not what lacks most")
def order_of_lifts(record: Record) -> None:
    told(record)["lifts"].reverse()


@forged("record", "in addition adds")
def gain_of_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["gain"] = 0.001


@forged("documents", "gain")
def gain_of_an_addition_raised(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["gain"] += 0.1


@forged("record", "in addition weighs 1.0")
def weight_of_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["weight"] = 1.0


@forged("record", "its nearest is")
def nearest_to_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["nearest"] = concept(record, "SPARQL")


@forged("record", "its nearest is")
def offer_for_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["offer"] = 0.9


@forged("record", "its path does not lead")
def path_to_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["path"] = []


@forged("record", "in addition weighs 0.77")
def block_of_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["block"] = "skills"


@forged("record", "in addition")
def concept_of_an_addition(record: Record) -> None:
    told(record)["lifts"][0]["addition"]["concept"] = concept(record, "database developer")


# Sureness ---------------------------------------------------------------------------------------


@forged("record", "readings give from")
def least_plausible_fit(record: Record) -> None:
    told(record)["sureness"]["low"] = 0.9


@forged("documents", "sureness.high")
def largest_plausible_fit(record: Record) -> None:
    told(record)["sureness"]["high"] = 0.99


@forged("record", "12 readings give")
def number_of_readings(record: Record) -> None:
    told(record)["sureness"]["readings"] = 12


@forged("record", "was understood, not")
def how_much_was_understood(record: Record) -> None:
    told(record)["sureness"]["understood"] = 1.0


@forged("documents", "sureness.read")
def how_much_was_read(record: Record) -> None:
    told(record)["sureness"]["read"] = 0.99


@forged("record", "faithfulness looks at 50 lines")
def lines_of_faithfulness(record: Record) -> None:
    told(record)["faithfulness"]["lines"] = 50


@forged("documents", "comprehensiveness")
def comprehensiveness(record: Record) -> None:
    told(record)["faithfulness"]["comprehensiveness"] = 0.5


@forged("documents", "sufficiency")
def sufficiency(record: Record) -> None:
    told(record)["faithfulness"]["sufficiency"] = 0.0


# Measures of the explanation -------------------------------------------------------------------


@forged("record", "the fit is off the sum of its parts by")
def additivity(record: Record) -> None:
    told(record)["additivity"] = 0.5


@forged("record", "paths carry")
def number_of_paths(record: Record) -> None:
    told(record)["paths"]["paths"] += 1


@forged("record", "paths carry")
def what_paths_contribute(record: Record) -> None:
    told(record)["paths"]["contributed"] += 0.01


@forged("record", "without their paths")
def more_lost_than_paths_contribute(record: Record) -> None:
    told(record)["paths"]["lost"] = told(record)["paths"]["contributed"] + 0.01


@forged("documents", "paths.lost")
def what_is_lost_without_paths(record: Record) -> None:
    told(record)["paths"]["lost"] /= 2


@forged("record", "placebos, which are in place of")
def more_placebos_than_paths(record: Record) -> None:
    told(record)["paths"]["compared"] = told(record)["paths"]["paths"] + 1


@forged("documents", "paths.compared")
def number_of_placebos(record: Record) -> None:
    told(record)["paths"]["compared"] -= 1


@forged("record", "placebos carry")
def what_placebos_are_in_place_of(record: Record) -> None:
    told(record)["paths"]["comparable"] = told(record)["paths"]["contributed"] + 0.01


@forged("documents", "paths.comparable")
def what_placebos_are_in_place_of_lowered(record: Record) -> None:
    told(record)["paths"]["comparable"] -= 1e-6


@forged("documents", "paths.placebo")
def what_placebos_carry(record: Record) -> None:
    told(record)["paths"]["placebo"] /= 2


@forged("record", "stability is told of")
def other_alteration(record: Record) -> None:
    told(record)["stability"][0]["alteration"] = "name"


@forged("record", "stability is told of")
def alteration_told_twice(record: Record) -> None:
    told(record)["stability"].append(told(record)["stability"][0])


@forged("record", "0 texts with another")
def number_of_changed_texts(record: Record) -> None:
    told(record)["stability"][0]["texts"] = 0


@forged("documents", "stability")
def other_number_of_changed_texts(record: Record) -> None:
    told(record)["stability"][-1]["texts"] += 1


@forged("record", "the fit moves by 2")
def impossible_move(record: Record) -> None:
    told(record)["stability"][0]["moved"] = 2.0


@forged("documents", "moved")
def move(record: Record) -> None:
    told(record)["stability"][0]["moved"] += 0.01


@forged("documents", "shared")
def strongest_that_stay(record: Record) -> None:
    told(record)["stability"][0]["shared"] = 0.2


@forged("documents", "stability")
def stability_left_out(record: Record) -> None:
    told(record)["stability"] = None


# Ranks ------------------------------------------------------------------------------------------


@forged("record", "are not in order")
def ranks_to_change_places_with_swapped(record: Record) -> None:
    told(record)["flips"].reverse()


@forged("record", "beside")
def fit_of_a_rival_behind(record: Record) -> None:
    told(record)["flips"][1]["fit"] = record["fit"] + 0.01


@forged("record", "[1, 4] to change places with are not in order")
def rank_of_a_rival(record: Record) -> None:
    told(record)["flips"][1]["rank"] += 1


@forged("record", "whether it can fall behind rank 3 is told, or not")
def fall_behind_a_rival_left_out(record: Record) -> None:
    told(record)["flips"][1]["removal"] = None


@forged("record", "without some lines the fit is 0.9")
def fit_behind_a_rival(record: Record) -> None:
    told(record)["flips"][1]["removal"]["fit"] = 0.9


@forged("record", "with additions the fit is 0.01")
def fit_level_with_a_rival(record: Record) -> None:
    told(record)["flips"][0]["additions"]["fit"] = 0.01


@forged("documents", "flips")
def additions_to_come_level_with_a_rival_left_out(record: Record) -> None:
    told(record)["flips"][0]["additions"] = None


# Additions --------------------------------------------------------------------------------------


@forged("record", "with additions the fit is 0.99", FORGED_ADDITIONS)
def fit_with_additions(record: Record) -> None:
    told(record)["additions"]["fit"] = 0.99


@forged("record", "additions at least", FORGED_ADDITIONS)
def least_number_of_additions(record: Record) -> None:
    told(record)["additions"]["least"] += 1


@forged("record", "additions at least", FORGED_ADDITIONS)
def additions_left_out(record: Record) -> None:
    told(record)["additions"]["additions"] = []


@forged("documents", "additions", FORGED_ADDITIONS)
def additions_not_told_of(record: Record) -> None:
    told(record)["additions"] = None
