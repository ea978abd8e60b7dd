"""Forgeries of single figures, after which only the fit, the name and the digests are right."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from careful import resealed
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
)

from skillkg.explanation.canonical import digest, sealed, without_personal

if TYPE_CHECKING:
    from collections.abc import Callable

FORGED_FIGURES = Forgeries()
OTHER = "sha256:" + 64 * "3"
SQL = "SQL"


def forged(
    said: str, finish: Callable[[Record], Record] = resealed
) -> Callable[[Callable[[Record], object]], Callable[[Record], object]]:
    """Declare a forgery that a record shows by itself."""
    return FORGED_FIGURES.by("record", said, finish)


# The record itself ------------------------------------------------------------------------------


@forged("fit", sealed)
def fit(record: Record) -> None:
    record["fit"] = 0.99


@forged("record_id", sealed)
def name_of_the_record(record: Record) -> None:
    record["record_id"] = "urn:uuid:d3ed405c-6c13-55cf-8c76-914fefaf4140"


@forged("content_digest", lambda record: record | {"record_hash": hash_of(record)})
def digest_of_the_content(record: Record) -> None:
    record["content_digest"] = OTHER


@forged("record_hash", dict)
def hash_of_the_record(record: Record) -> None:
    record["record_hash"] = OTHER


def hash_of(record: Record) -> str:
    return digest(without_personal({k: v for k, v in record.items() if k != "record_hash"}))


# Contributions and scales -----------------------------------------------------------------------


@forged("the contribution is")
def contribution(record: Record) -> None:
    part(record, "database")["contribution"] *= 1.01


@forged("the offer is")
def offer(record: Record) -> None:
    part(record, SQL)["weights"]["offer"] = 1.0


@forged("relatedness")
def relatedness(record: Record) -> None:
    part(record, "Database Architects")["weights"]["relatedness"] = 1.0


@forged("the ad asks for it by")
def weight_of_a_requirement(record: Record) -> None:
    part(record, SQL)["weights"]["requirement_weight"] *= 2


@forged("is attested by")
def weight_of_an_offer(record: Record) -> None:
    part(record, SQL)["weights"]["skill_weight"] = 1.0


@forged("the resume attests no")
def offered_by_what_is_not_there(record: Record) -> None:
    part(record, SQL)["skill"] = concept(record, "machine learning")


@forged("its path does not lead")
def offered_by_something_else(record: Record) -> None:
    part(record, SQL)["skill"] = concept(record, "SPARQL")


@forged("the ad asks for it by 0")
def asked_for_what_is_not(record: Record) -> None:
    part(record, SQL)["requirement"] = concept(record, "PostgreSQL")


@forged("SQL: the ad asks for it by 0")
def block_of_a_contribution(record: Record) -> None:
    part(record, SQL)["block"] = "occupations"


@forged("other places of the ad")
def places_that_ask(record: Record) -> None:
    part(record, SQL)["requirement_spans"] = part(record, "database")["requirement_spans"]


@forged("other places of the resume")
def places_that_offer(record: Record) -> None:
    part(record, SQL)["skill_spans"] = part(record, "database")["skill_spans"]


@forged("twice")
def contribution_twice(record: Record) -> None:
    record["contributions"].insert(0, deepcopy(record["contributions"][0]))


@forged("contributions[0]")
def order_of_contributions(record: Record) -> None:
    record["contributions"].reverse()


@forged("the weight is")
def weight_of_a_block(record: Record) -> None:
    record["scales"]["skills"]["weight"] += 0.1
    record["scales"]["occupations"]["weight"] -= 0.1


@forged("the total is")
def total_of_a_block(record: Record) -> None:
    record["scales"]["skills"]["total"] *= 0.5


@forged("scaled")
def block_left_out(record: Record) -> None:
    del record["scales"]["occupations"]


@forged("adds")
def contribution_of_a_repetition(record: Record) -> None:
    record["repetitions"][0]["contribution"] *= 2


@forged("repeated in")
def words_of_a_repetition(record: Record) -> None:
    record["repetitions"][0]["words"] += 1


@forged("repeated in")
def what_is_repeated(record: Record) -> None:
    first, second, *_ = record["repetitions"]
    first["requirement"] = second["requirement"]


@forged("repeated in")
def where_it_is_repeated(record: Record) -> None:
    first, second, *_ = record["repetitions"]
    first["evidence"] = second["evidence"]


@forged("does not lead from what is offered to what is asked for")
def end_of_a_path(record: Record) -> None:
    asserted_step(record)["to"] = concept(record, SQL)


# Coverage ---------------------------------------------------------------------------------------


@forged("covered by")
def strength_of_coverage(record: Record) -> None:
    part(record, SQL, "coverage")["strength"] = 1.0


@forged("status")
def status_upgraded(record: Record) -> None:
    part(record, "Database Architects", "coverage")["status"] = "asserted"


@forged("status")
def status_of_a_gap(record: Record) -> None:
    part(record, "machine learning", "coverage")["status"] = "same"


@forged("likely asked for or covered")
def coverage_row_dropped(record: Record) -> None:
    record["coverage"].remove(part(record, "machine learning", "coverage"))


@forged("coverage[0]")
def order_of_coverage(record: Record) -> None:
    record["coverage"].reverse()


@forged("twice")
def coverage_row_twice(record: Record) -> None:
    record["coverage"].insert(0, deepcopy(record["coverage"][0]))


@forged("other places of the ad")
def places_that_ask_for_coverage(record: Record) -> None:
    row = part(record, "machine learning", "coverage")
    row["requirement_spans"] = part(record, SQL, "coverage")["requirement_spans"]
    record["coverage"].sort(key=lambda each: (each["requirement_spans"][0]["start"], each["block"]))


@forged("missing")
def gap_with_quotes(record: Record) -> None:
    row = part(record, "machine learning", "coverage")
    row["skill_spans"] = part(record, SQL, "coverage")["skill_spans"]


# Profiles ---------------------------------------------------------------------------------------


@forged("weighs")
def weight_of_an_entry(record: Record) -> None:
    entry(record, "resume", SQL)["weight"] = 1.0


@forged("weighs")
def weight_of_what_is_asked(record: Record) -> None:
    entry(record, "ad", SQL)["weight"] *= 2


@forged("sum to")
def weight_of_an_occupation_asked_for(record: Record) -> None:
    entry(record, "ad", "database developer", "occupations")["weight"] += 0.1


@forged("attested by")
def weight_of_an_occupation(record: Record) -> None:
    entry(record, "resume", "database developer", "occupations")["weight"] += 0.1


@forged("other places than its mentions")
def places_of_an_entry(record: Record) -> None:
    entry(record, "resume", SQL)["spans"].pop()


@forged("other places than its evidence")
def places_of_an_occupation(record: Record) -> None:
    entry(record, "resume", "data analyst", "occupations")["spans"].pop()


@forged("described")
def whether_an_entry_is_described(record: Record) -> None:
    held = entry(record, "resume", "PostgreSQL")
    held["is_described"] = not held["is_described"]


@forged("weighs")
def probability_of_asking(record: Record) -> None:
    entry(record, "ad", SQL)["asking"]["probability"] = 1.0


@forged("a demand of")
def demand_of_asking(record: Record) -> None:
    entry(record, "ad", "business intelligence")["asking"]["demand"] = 2.0


@forged("nothing is told of what its weight is made of")
def asking_left_out(record: Record) -> None:
    del entry(record, "ad", SQL)["asking"]


@forged("attested by")
def value_of_evidence(record: Record) -> None:
    entry(record, "resume", "data analyst", "occupations")["evidence"][0]["value"] = 0.99


@forged("evidence")
def evidence_left_out(record: Record) -> None:
    del entry(record, "resume", "data analyst", "occupations")["evidence"]


@forged("mentions alone")
def entry_left_out(record: Record) -> None:
    record["profiles"]["resume"].remove(entry(record, "resume", "PostgreSQL"))


@forged("profile alone")
def entry_added(record: Record) -> None:
    new = deepcopy(entry(record, "resume", "PostgreSQL"))
    new["concept"] = concept(record, "machine learning")
    record["profiles"]["resume"].insert(0, new)


@forged("profile alone")
def block_of_an_entry(record: Record) -> None:
    entry(record, "resume", "data analyst", "occupations")["block"] = "skills"


@forged("twice")
def entry_twice(record: Record) -> None:
    held = record["profiles"]["resume"]
    held.insert(0, deepcopy(held[0]))


@forged("the resume's profile")
def order_of_a_profile(record: Record) -> None:
    record["profiles"]["resume"].reverse()


# Mentions ---------------------------------------------------------------------------------------


@forged("does not follow from its features")
def probability_of_a_mention(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["probability"] = 0.95


@forged("does not follow from its features")
def features_of_a_mention(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["features"][0] += 0.5


@forged("features, and no probability")
def probability_left_out(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["probability"] = None


@forged("does not follow from its features")
def features_left_out(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["features"] = []


@forged("mentions alone")
def concept_of_a_mention(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["concept"] = concept(record, "Ansible")


@forged("profile alone")
def block_of_a_mention(record: Record) -> None:
    mentions(record, "resume", "PostgreSQL")[0]["block"] = "occupations"


@forged("mentions of the resume")
def order_of_mentions(record: Record) -> None:
    record["mentions"]["resume"].reverse()


@forged("alternatives")
def alternatives_without_probabilities(record: Record) -> None:
    mentions(record, "ad", "Database developer")[0]["alternative_probabilities"].pop()


# Paths and learned edges ------------------------------------------------------------------------


@forged("a step of essential has the strength")
def strength_of_a_step(record: Record) -> None:
    asserted_step(record)["strength"] = 1.0


@forged("nothing is told of the learned edge")
def learned_edge_left_out(record: Record) -> None:
    record["learned"].remove(edge_of(record, learned_step(record)))


@forged("no path walks it")
def learned_edge_too_many(record: Record) -> None:
    new = deepcopy(record["learned"][0])
    new["target"] = concept(record, "SPARQL")
    record["learned"].insert(0, new)


@forged("a score of")
def score_of_an_edge(record: Record) -> None:
    record["learned"][0]["score"] += 1


@forged("of strength")
def strength_of_an_edge(record: Record) -> None:
    record["learned"][0]["strength"] = 0.99


@forged("a score of")
def features_of_an_edge(record: Record) -> None:
    record["learned"][0]["features"]["lexical"] = 1.0


@forged("nothing is told of")
def relating_of_an_edge(record: Record) -> None:
    record["learned"][0]["relating"] += "s"


@forged("the learned edge")
def graph_of_an_edge(record: Record) -> None:
    record["learned"][0]["graph"] = graph(record, "esco")["graph"]


@forged("relating")
def relating_left_out(record: Record) -> None:
    record["relating"] = []


@forged("urn:another found no learned edge")
def relating_too_many(record: Record) -> None:
    record["relating"].append(record["relating"][0] | {"activity": "urn:another"})


@forged("another model")
def digest_of_the_model(record: Record) -> None:
    record["relating"][0]["model_digest"] = OTHER


@forged("learned edges")
def order_of_learned_edges(record: Record) -> None:
    record["learned"].reverse()


@forged("none of the graphs")
def graph_of_a_step(record: Record) -> None:
    asserted_step(record)["graph"] = "https://w3id.org/skillkg/graph/esco/9"


@forged("graphs")
def order_of_graphs(record: Record) -> None:
    record["graph"].reverse()


@forged("has no label")
def label_left_out(record: Record) -> None:
    del record["labels"][concept(record, SQL)]


@forged("label")
def label_too_many(record: Record) -> None:
    record["labels"]["http://data.europa.eu/esco/skill/none"] = "none"


# Places -----------------------------------------------------------------------------------------


@forged("is not as long as")
def end_of_a_quote(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["stance_cue"] = {"start": 3, "end": 9, "quote": "not"}


@forged("another quote says other")
def quotes_that_disagree(record: Record) -> None:
    mention = mentions(record, "resume", "SPARQL")[0]
    mention["stance_cue"] = mention["span"] | {"quote": "SPARKL"}


@forged("pages are not in order")
def pages_that_go_back(record: Record) -> None:
    record["resume"]["pages"] = [0, 300, 200]


# Parameters -------------------------------------------------------------------------------------


@forged("the scoring has the digest")
def digest_of_the_scoring(record: Record) -> None:
    record["parameters"]["scoring_digest"] = OTHER


@forged("the scoring has the digest")
def number_of_the_scoring(record: Record) -> None:
    record["parameters"]["scoring"]["temperature"] = 0.05


@forged("scoring")
def name_of_the_scoring(record: Record) -> None:
    record["parameters"]["scoring"]["name"] = "fair"


@forged("cannot be used")
def number_that_no_scoring_has(record: Record) -> None:
    record["parameters"]["scoring"]["luck"] = 0.5


@forged("cannot be used")
def number_of_the_scoring_left_out(record: Record) -> None:
    del record["parameters"]["scoring"]["best"]


@forged("no kind of edges that may be walked")
def kind_that_was_left_out(record: Record) -> None:
    record["parameters"]["without"] = ["relatedness"]


# Offers without learned edges -------------------------------------------------------------------


@forged("the offer without learned edges is")
def offer_without_learned_edges(record: Record) -> None:
    published_part(record)["published"]["offer"] *= 0.5


@forged("the offer without learned edges is")
def weight_of_what_is_offered_without_learned_edges(record: Record) -> None:
    published_part(record)["published"]["skill_weight"] = 1.0


@forged("its path does not lead")
def what_is_offered_without_learned_edges(record: Record) -> None:
    published_part(record)["published"]["skill"] = concept(record, "SPARQL")


@forged("its path does not lead")
def path_without_learned_edges(record: Record) -> None:
    published_part(record)["published"]["path"] = []


@forged("is none or the best itself")
def offer_without_learned_edges_where_the_best_has_none(record: Record) -> None:
    told = deepcopy(published_part(record)["published"])
    told["skill"], told["path"] = concept(record, SQL), []
    part(record, SQL)["published"] = told


# Sentences and gates ----------------------------------------------------------------------------


@forged("abstained on account of")
def reason_to_abstain_added(record: Record) -> None:
    record["abstained"] = ["The ad asks for nothing that the graph knows."]


@forged("the notes count other sentences")
def role_of_a_sentence_that_asks(record: Record) -> None:
    next(s for s in record["sentences"] if s["role"] == "required")["role"] = "duty"


@forged("was understood: something is found in it")
def whether_a_sentence_is_understood(record: Record) -> None:
    next(s for s in record["sentences"] if s["role"] == "title")["is_understood"] = False


@forged("sentences:")
def order_of_sentences(record: Record) -> None:
    record["sentences"].reverse()


@forged("the notes count other sentences")
def note_of_sentences_removed(record: Record) -> None:
    record["notes"] = []


@forged(".status is 'fail', not 'pass'")
def status_of_a_gate(record: Record) -> None:
    record["gates"][0]["status"] = "fail"


@forged(".name is ")
def name_of_a_gate(record: Record) -> None:
    record["gates"][0]["name"] = "5 years of experience: Python"


@forged(".note is ")
def note_of_a_gate(record: Record) -> None:
    record["gates"][0]["note"] = "The resume states 15 years."


@forged("is no rule of gates")
def rule_of_a_gate(record: Record) -> None:
    record["gates"][0]["rule"] = "years/2"


@forged("The resume states 5 years.', not")
def values_of_a_gate(record: Record) -> None:
    record["gates"][0]["values"]["stated_years"] = 1


@forged("lacks")
def value_of_a_gate_left_out(record: Record) -> None:
    record["gates"][0]["values"].popitem()


@forged("any-of/1")
def alternatives_of_a_gate(record: Record) -> None:
    next(each for each in record["gates"] if "alternatives" in each)["alternatives"].pop()


# The record, again ------------------------------------------------------------------------------


@forged("version 3")
def version_of_the_record(record: Record) -> None:
    record["schema_version"] = 3


@forged("unknown")
def key_that_no_record_has(record: Record) -> None:
    record["verdict"] = "hire"


@forged("no gates")
def key_left_out(record: Record) -> None:
    del record["gates"]
