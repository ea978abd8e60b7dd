"""Forgeries of what the graph has: steps, learned edges, releases, labels, parameters."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from math import log
from typing import Any

from careful import curve, keep_what_is_used, resealed, steps
from forging import (
    Forgeries,
    Record,
    asserted_step,
    concept,
    edge_of,
    entry,
    graph,
    learned_step,
    mentions,
    part,
    published_part,
    replace_everywhere,
    same_steps,
)

FORGED_GRAPH = Forgeries()
forged = FORGED_GRAPH.by
OTHER = "sha256:" + 64 * "7"
MODEL = "http://data.europa.eu/esco/model#"
NOWHERE = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000000"


def changed_steps(record: Record, step: Record, **values: Any) -> None:
    for each in same_steps(record, step):
        each.update(values)


# Steps ------------------------------------------------------------------------------------------


@forged("graph", "no statement of the store")
def step_that_is_no_statement(record: Record) -> None:
    """Business intelligence is implied by another occupation that the resume attests."""
    walked = part(record, "business intelligence")
    walked["skill"] = concept(record, "database developer")
    walked["path"][0]["from"] = walked["skill"]


@forged("graph", "no statement of the store")
def path_invented_for_a_gap(record: Record) -> None:
    """SQL is said to be narrower than business intelligence."""
    step = {
        "from": concept(record, "SQL"),
        "to": concept(record, "business intelligence"),
        "kind": "broader",
        "strength": 0.6,
        "graph": graph(record, "esco")["graph"],
        "predicate": "http://www.w3.org/2004/02/skos/core#broader",
        "forward": True,
    }
    for of in ("contributions", "coverage"):
        row = part(record, "business intelligence", of)
        row["skill"], row["path"] = step["from"], [step]


@forged("graph", "no statement of the store")
def step_of_another_graph(record: Record) -> None:
    changed_steps(record, asserted_step(record), graph=graph(record, "onet")["graph"])


@forged("graph", "no statement of the store")
def direction_of_a_step(record: Record) -> None:
    step = asserted_step(record)
    changed_steps(record, step, forward=not step["forward"])


@forged("graph", "no statement of the kind essentialSkill")
def kind_of_a_step(record: Record) -> None:
    """Passed off as one that is nearly as strong, so that the offer is the best all the same."""
    changed_steps(
        record,
        asserted_step(record),
        kind="essentialSkill",
        strength=record["parameters"]["strengths"]["essentialSkill"],
    )


@forged("graph", "no statement of the kind")
def predicate_of_a_step(record: Record) -> None:
    changed_steps(record, asserted_step(record), predicate=MODEL + "relatedOptionalSkill")


@forged("graph", "no statement of the store")
def learned_edge_passed_off_as_asserted(record: Record) -> None:
    changed_steps(
        record,
        learned_step(record),
        kind="broader",
        predicate="http://www.w3.org/2004/02/skos/core#broader",
        graph=graph(record, "esco")["graph"],
        strength=record["parameters"]["strengths"]["broader"],
    )


@forged("graph", "offered by")
def better_offer_replaced_by_a_weaker_one(record: Record) -> None:
    """Data quality is said not to be offered but for what the resume's SQL is near to."""
    for of in ("contributions", "coverage"):
        row = part(record, "Database Architects", of)
        row["skill"] = concept(record, "Database Architects")
        row["path"] = []


@forged("graph", "Database Architects: offered by", resealed)
def contribution_left_out(record: Record) -> None:
    record["contributions"].remove(part(record, "Database Architects"))


@forged("documents", "contributions", resealed)
def contribution_left_out_with_all_that_offers_it(record: Record) -> None:
    """Nothing else in the record tells that the resume attests the occupation."""
    gone = part(record, "business intelligence")
    record["contributions"].remove(gone)
    held = [each for each in record["profiles"]["resume"] if each["concept"] != gone["skill"]]
    record["profiles"]["resume"] = held
    for each in record["contributions"]:
        if each["published"] and each["published"]["skill"] == gone["skill"]:
            each["published"] = None
    keep_what_is_used(record)


@forged("record", "attested, and offered for nothing", resealed)
def contribution_left_out_but_not_what_offers_it(record: Record) -> None:
    record["contributions"].remove(offered_alone(record))


def offered_alone(record: Record) -> Record:
    """A contribution of an occupation that is offered for nothing else."""
    parts = [*record["contributions"], *record["coverage"]]
    parts += [each["published"] for each in record["contributions"] if each["published"]]
    offered = Counter(each["skill"] for each in parts)
    return next(
        each
        for each in record["contributions"]
        if "/occupation/" in each["skill"] and offered[each["skill"]] == 1
    )


@forged("graph", "covered", resealed)
def gap_where_something_is_offered(record: Record) -> None:
    row = part(record, "develop automated migration methods", "coverage")
    row |= {"status": "missing", "strength": 0.0, "skill": None, "path": [], "skill_spans": []}


@forged("graph", "without learned edges, not", resealed)
def offer_without_learned_edges_left_out(record: Record) -> None:
    published_part(record)["published"] = None
    keep_what_is_used(record)


@forged("graph", "no statement of the store")
def offer_without_learned_edges_over_no_statement(record: Record) -> None:
    part_ = published_part(record)
    part_["published"]["path"][0]["predicate"] = MODEL + "relatedOptionalSkill"


# Learned edges ----------------------------------------------------------------------------------


@forged("graph", "another in the store")
def features_of_a_learned_edge(record: Record) -> None:
    edge = edge_of(record, learned_step(record))
    edge["features"]["text"] = 0.95
    weigh_again(record, edge)


@forged("graph", "another in the store")
def score_of_a_learned_edge(record: Record) -> None:
    """By less than is rounded away."""
    edge_of(record, learned_step(record))["score"] += 0.0001


@forged("graph", "another in the store")
def strength_of_a_learned_edge(record: Record) -> None:
    """By less than is rounded away."""
    edge = edge_of(record, learned_step(record))
    edge["strength"] = round(edge["strength"] + 0.0001, 4)
    changed_steps(record, learned_step(record), strength=edge["strength"])


@forged("graph", "another in the store")
def rank_of_a_learned_edge(record: Record) -> None:
    edge_of(record, learned_step(record))["rank"] += 1


@forged("graph", "another in the store")
def name_of_a_learned_edge(record: Record) -> None:
    edge = edge_of(record, learned_step(record))
    edge["node"] = edge["node"][:-4] + "0000"
    record["learned"].sort(key=lambda each: str(each["node"]))


@forged("graph", "another in the store")
def ends_of_a_learned_edge(record: Record) -> None:
    edge = edge_of(record, learned_step(record))
    edge["source"], edge["target"] = edge["target"], edge["source"]


@forged("graph", "otherwise, by the store")
def weights_of_a_relating(record: Record) -> None:
    record["relating"][0]["weights"]["text"] += 0.5
    weigh_all_again(record)


@forged("graph", "otherwise, by the store")
def intercept_of_a_relating(record: Record) -> None:
    record["relating"][0]["intercept"] += 0.5
    weigh_all_again(record)


@forged("graph", "otherwise, by the store")
def calibration_of_a_relating(record: Record) -> None:
    record["relating"][0]["curve"][0] += 0.5
    weigh_all_again(record)


@forged("graph", "otherwise, by the store")
def model_of_a_relating(record: Record) -> None:
    record["relating"][0]["model"] = "a better one"


@forged("graph", "otherwise, by the store")
def training_data_of_a_relating(record: Record) -> None:
    record["relating"][0]["training_data_digest"] = OTHER


@forged("graph", "model")
def model_of_learned_edges(record: Record) -> None:
    graph(record, "relatedness")["model"] = OTHER
    for each in record["relating"]:
        each["model_digest"] = OTHER


@forged("graph", "relating")
def name_of_a_relating(record: Record) -> None:
    old = record["relating"][0]["activity"]
    record.update(replace_everywhere(deepcopy(record), old, old + "s"))


def weigh_again(record: Record, edge: Record) -> None:
    """Give an edge and its steps the strength that follows from its features."""
    found = next(each for each in record["relating"] if each["activity"] == edge["relating"])
    products = [found["weights"][name] * value for name, value in edge["features"].items()]
    edge["score"] = round(found["intercept"] + sum(products), 4)
    edge["strength"] = curve(edge["score"], found["curve"])
    ends = {edge["source"], edge["target"]}
    for step in steps(record):
        if {step["from"], step["to"]} == ends:
            step["strength"] = edge["strength"]


def weigh_all_again(record: Record) -> None:
    for edge in record["learned"]:
        if edge["relating"] == record["relating"][0]["activity"]:
            weigh_again(record, edge)


# Releases ---------------------------------------------------------------------------------------


@forged("graph", "digest")
def digest_of_a_graph(record: Record) -> None:
    graph(record, "esco")["digest"] = OTHER


@forged("graph", "statements")
def statements_of_a_graph(record: Record) -> None:
    graph(record, "esco")["statements"] += 1


@forged("graph", "licence")
def licence_of_a_graph(record: Record) -> None:
    graph(record, "esco")["licence"] = "https://creativecommons.org/publicdomain/zero/1.0/"


@forged("graph", "attribution")
def attribution_of_a_graph(record: Record) -> None:
    graph(record, "onet")["attribution"] = ""


@forged("graph", "version")
def version_of_a_graph(record: Record) -> None:
    graph(record, "esco")["version"] = "1.2.0"


@forged("graph", "source")
def source_of_a_graph(record: Record) -> None:
    graph(record, "onet")["source"] = "esco"


@forged("graph", "complete")
def whether_a_graph_is_complete(record: Record) -> None:
    graph(record, "onet")["complete"] = False


@forged("graph", "tables")
def tables_of_a_graph(record: Record) -> None:
    del graph(record, "esco")["tables"][0]


@forged("graph", "inputs")
def inputs_of_a_learned_graph(record: Record) -> None:
    del graph(record, "relatedness")["inputs"][0]


@forged("graph", "model")
def model_of_a_published_graph(record: Record) -> None:
    graph(record, "esco")["model"] = OTHER


@forged("graph", "1.2.0")
def name_of_a_graph(record: Record) -> None:
    old = graph(record, "esco")["graph"]
    new = old.replace("1.1.1-sample", "1.2.0")
    graph(record, "esco")["version"] = "1.2.0"
    record.update(replace_everywhere(deepcopy(record), old, new))


@forged("graph", "rarity")
def graph_left_out(record: Record) -> None:
    record["graph"].remove(graph(record, "onet"))


@forged("graph", "2.0")
def graph_added(record: Record) -> None:
    new = deepcopy(graph(record, "esco"))
    new["graph"] = new["graph"].replace("1.1.1-sample", "2.0")
    new["version"] = "2.0"
    record["graph"].insert(1, new)


# Names and figures of concepts ------------------------------------------------------------------


@forged("graph", "is called")
def label_of_a_concept(record: Record) -> None:
    record["labels"][concept(record, "SPARQL")] = "SPARQL and all other query languages"


@forged("graph", "is called")
def label_of_what_a_title_may_mean_besides(record: Record) -> None:
    """No row of a profile says it, only the alternatives of mentions do."""
    read = [mention for side in record["mentions"].values() for mention in side]
    rows = [row for side in record["profiles"].values() for row in side]
    beyond = {iri for mention in read for iri in mention["alternatives"]}
    beyond -= {each["concept"] for each in (*read, *rows)}
    record["labels"][min(beyond)] += "s"


@forged("graph", "has no label")
def label_of_a_mention(record: Record) -> None:
    for mention in mentions(record, "resume", "PostgreSQL"):
        mention["label"] = "PostgreSQL administration"


@forged("graph", NOWHERE)
def concept_that_is_none(record: Record) -> None:
    """What is described by no label is said to be a skill that no graph has."""
    held = mentions(record, "resume", "PostgreSQL")[0]
    held["label"] = ""
    iri = held["concept"]
    record.update(replace_everywhere(deepcopy(record), iri, NOWHERE))
    record["labels"][NOWHERE] = NOWHERE.rsplit("/", 1)[-1]


@forged("graph", "rarity")
def rarity_of_a_skill(record: Record) -> None:
    asked = entry(record, "ad", "define data quality criteria")
    asked["asking"]["rarity"] = 1 - log(2) / log(200)


# Parameters -------------------------------------------------------------------------------------


@forged("graph", "strengths of kinds")
def strength_of_a_kind_everywhere(record: Record) -> None:
    record["parameters"]["strengths"]["essential"] = 0.9
    for step in steps(record):
        step["strength"] = 0.9 if step["kind"] == "essential" else step["strength"]


@forged("graph", "strengths of kinds")
def strength_of_a_kind_left_out(record: Record) -> None:
    del record["parameters"]["strengths"]["exactMatch"]


@forged("graph", "walks")
def kinds_that_are_walked(record: Record) -> None:
    record["parameters"]["kinds"]["skills"].append("optional")


@forged("graph", "implied by")
def kinds_that_imply(record: Record) -> None:
    record["parameters"]["implied_by"].append("optional")


@forged("graph", "walks")
def kinds_left_out_on_purpose(record: Record) -> None:
    """No path walks any of them, but their statements are not said to have been looked at."""
    record["parameters"]["without"] = ["broader"]
