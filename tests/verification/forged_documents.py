"""Forgeries of what stands in the two documents, and of what was read in them."""

from __future__ import annotations

from forging import (
    Forgeries,
    Record,
    add_mention,
    concept,
    entry,
    gates,
    judge_again,
    make_as_probable,
    mentions,
    move,
    reword,
)
from papers import RESUME

from skillkg.matching.gates.judging import judge
from skillkg.matching.understood import Understood
from skillkg.model.document import Span
from skillkg.model.match import AdSentence

FORGED_DOCUMENTS = Forgeries()
forged = FORGED_DOCUMENTS.by
OTHER = "sha256:" + 64 * "5"
ONET = "/onet/"

# The files --------------------------------------------------------------------------------------


@forged("documents", "it is called 'another-job.txt'")
def file_name_of_the_ad(record: Record) -> None:
    record["ad"]["file_name"] = "another-job.txt"


@forged("documents", "it is called 'somebody-else.txt'")
def file_name_of_the_resume(record: Record) -> None:
    record["resume"]["file_name"] = "somebody-else.txt"


@forged("documents", "digest")
def digest_of_the_ad(record: Record) -> None:
    record["ad"]["digest"] = 64 * "a"


@forged("documents", "digest")
def digest_of_the_resume(record: Record) -> None:
    record["resume"]["digest"] = 64 * "b"


@forged("documents", "text_digest")
def text_digest_of_the_ad(record: Record) -> None:
    record["ad"]["text_digest"] = OTHER


@forged("documents", "text_digest")
def text_digest_of_the_resume(record: Record) -> None:
    record["resume"]["text_digest"] = OTHER


@forged("documents", "parser")
def parser(record: Record) -> None:
    record["resume"]["parser"] = {"name": "pypdfium2", "version": "5.0.0"}


@forged("record", "read by skillkg 0.0.9")
def version_of_the_parser(record: Record) -> None:
    record["ad"]["parser"]["version"] = "0.0.9"


@forged("documents", "pages")
def pages_invented(record: Record) -> None:
    record["resume"]["pages"] = [0, 200]


@forged("documents", "words")
def words_of_the_ad(record: Record) -> None:
    record["ad"]["words"] += 20


@forged("documents", "words")
def words_of_the_resume(record: Record) -> None:
    record["resume"]["words"] -= 20


@forged("documents", "notes")
def a_note_removed(record: Record) -> None:
    del record["notes"][-1]


@forged("documents", "notes")
def a_note_reworded(record: Record) -> None:
    record["notes"][-1] = record["notes"][-1].replace("several", "two")


@forged("documents", "notes")
def a_note_added(record: Record) -> None:
    record["notes"].append("resume: the photograph was not read")


# Places and quotes ------------------------------------------------------------------------------


@forged("documents", "Pomorze")
def quote_of_the_same_length(record: Record) -> None:
    reword(record, "resume", "Pomorze Print Works", "Pomorze Space Works")


@forged("documents", "employer")
def words_moved_to_where_they_stand_again(record: Record) -> None:
    """The employer of a job is named again in what was done there."""
    jobs = [m["position"] for m in record["mentions"]["resume"] if m["position"]]
    employer = jobs[-1]["employer"]
    move(record, "resume", employer["start"], RESUME.rindex(employer["quote"]))


@forged("documents", "stands")
def words_of_the_ad_moved(record: Record) -> None:
    start = mentions(record, "ad", "Machine learning")[0]["span"]["start"]
    move(record, "ad", start, start + 30)


# What is mentioned ------------------------------------------------------------------------------


@forged("documents", "business intelligence")
def mention_invented(record: Record) -> None:
    like = mentions(record, "resume", "SPARQL")[0]
    label = "business intelligence"
    add_mention(
        record,
        "resume",
        like,
        concept=concept(record, label),
        label=label,
        alternatives=[],
        alternative_probabilities=[],
        levels=[],
    )


@forged("documents", "PostgreSQL")
def mention_removed(record: Record) -> None:
    record["mentions"]["resume"].remove(mentions(record, "resume", "PostgreSQL")[0])


@forged("documents", "probability")
def mention_more_probable_by_its_features(record: Record) -> None:
    make_as_probable(record, mentions(record, "resume", "Perform backups")[0], 0.99)


@forged("documents", "probability")
def requirement_less_probable_by_its_features(record: Record) -> None:
    make_as_probable(record, mentions(record, "ad", "business intelligence")[0], 0.3)


@forged("documents", "stance")
def negated_told_as_stated(record: Record) -> None:
    mention = mentions(record, "resume", "Ansible")[0]
    mention["stance"], mention["stance_cue"] = "stated", None


@forged("documents", "stance")
def wished_told_as_stated(record: Record) -> None:
    mention = mentions(record, "resume", "machine learning")[0]
    mention["stance"], mention["stance_cue"] = "stated", None


@forged("documents", "stance")
def stated_told_as_negated(record: Record) -> None:
    cue = mentions(record, "resume", "Ansible")[0]["stance_cue"]
    mention = mentions(record, "resume", "PostgreSQL")[0]
    mention["stance"], mention["stance_cue"] = "negated", cue


@forged("documents", "stance_cue")
def cue_of_a_stance(record: Record) -> None:
    mention = mentions(record, "resume", "Ansible")[0]
    mention["stance_cue"] = mentions(record, "resume", "machine learning")[0]["stance_cue"]


@forged("documents", "stance")
def requirement_told_as_the_company_s(record: Record) -> None:
    mention = mentions(record, "ad", "Develop automated migration methods")[0]
    mention["stance"] = "company"


@forged("record", "preferred, where the section “requirements” says required")
def demand_against_its_section(record: Record) -> None:
    mentions(record, "ad", "SQL")[0]["demand"] = "preferred"


@forged("documents", "demand")
def required_told_as_preferred(record: Record) -> None:
    """By words that stand elsewhere in the ad."""
    mention = mentions(record, "ad", "SQL")[0]
    cue = mentions(record, "ad", "Machine learning")[0]["demand_cue"]
    mention["demand"], mention["demand_cue"] = "preferred", cue


@forged("documents", "demand")
def preferred_told_as_required(record: Record) -> None:
    mention = mentions(record, "ad", "Machine learning")[0]
    mention["demand"] = "required"


@forged("documents", "demand_cue")
def cue_of_a_demand(record: Record) -> None:
    mentions(record, "ad", "Machine learning")[0]["demand_cue"] = None


@forged("documents", "asking.demand")
def demand_of_what_the_title_names(record: Record) -> None:
    titled = record["parameters"]["scoring"]["titled"]
    entry(record, "ad", "perform backups")["asking"]["demand"] = titled


@forged("documents", "alternatives")
def alternatives_dropped(record: Record) -> None:
    """With the notes that tell of them."""
    for mention in mentions(record, "resume", "SQL"):
        mention["alternatives"] = []
    record["notes"] = [each for each in record["notes"] if not each.startswith("resume: “SQL”")]


@forged("record", "attests it by 0.3006, not 0.0")
def alternatives_of_a_title_dropped(record: Record) -> None:
    for mention in mentions(record, "resume", "Database developer"):
        mention["alternatives"], mention["alternative_probabilities"] = [], []


@forged("record", "its alternatives are not the most probable first")
def alternatives_in_another_order(record: Record) -> None:
    mention = mentions(record, "resume", "System administrator")[0]
    mention["alternatives"].reverse()
    mention["alternative_probabilities"].reverse()


@forged("documents", "alternatives")
def alternative_swapped_for_another_concept(record: Record) -> None:
    mention = mentions(record, "resume", "SPARQL")[0]
    mention["alternatives"] = [concept(record, "machine learning")]


@forged("documents", "alternative_probabilities")
def probability_of_an_alternative(record: Record) -> None:
    """Of the least probable one, for which the resume offers nothing."""
    mentions(record, "resume", "System administrator")[0]["alternative_probabilities"][-1] -= 0.001


@forged("documents", "section")
def section(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["section"] = "education"


@forged("documents", "label")
def other_label_of_the_same_concept(record: Record) -> None:
    mentions(record, "resume", "PostgreSQL")[0]["label"] = "Postgres"


@forged("documents", "5+ years")
def years_of_experience(record: Record) -> None:
    """With the gates that count them."""
    reword(record, "resume", "5+ years", "9+ years")
    mentions(record, "resume", "Python")[0]["levels"][0]["years"] = 9.0
    for gate in gates(record):
        if "stated_years" in gate["values"]:
            gate["values"]["stated_years"] = 9.0
        gate["note"] = gate["note"].replace("states 5 years", "states 9 years")


@forged("record", "does not say 9 years")
def years_that_the_words_do_not_say(record: Record) -> None:
    mentions(record, "resume", "Python")[0]["levels"][0]["years"] = 9.0


@forged("record", "is a level of 7, not of 5")
def rank_that_the_words_do_not_say(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["levels"][0]["rank"] = 7


@forged("documents", "expert-knowledge")
def rank_of_a_level(record: Record) -> None:
    reword(record, "resume", "advanced knowledge", "expert-knowledge-!")
    mentions(record, "resume", "SPARQL")[0]["levels"][0]["rank"] = 5


@forged("documents", "levels")
def levels_dropped(record: Record) -> None:
    mentions(record, "resume", "Python")[0]["levels"] = []


@forged("documents", "began")
def when_a_job_began(record: Record) -> None:
    for mention in record["mentions"]["resume"]:
        if mention["position"] and mention["position"]["began"] == "May 2019":
            mention["position"]["began"] = "May 2009"


@forged("documents", "ended")
def when_a_job_ended(record: Record) -> None:
    for mention in record["mentions"]["resume"]:
        if mention["position"] and mention["position"]["ended"] == "April 2019":
            mention["position"]["ended"] = "present"


@forged("documents", "title")
def title_of_a_job(record: Record) -> None:
    jobs = [m["position"] for m in record["mentions"]["resume"] if m["position"]]
    for position in jobs:
        position["title"] = jobs[0]["title"]


@forged("documents", "employer")
def employer_of_a_job(record: Record) -> None:
    for mention in record["mentions"]["resume"]:
        if mention["position"]:
            mention["position"]["employer"] = None


@forged("documents", "position")
def job_of_a_mention(record: Record) -> None:
    mentions(record, "resume", "SPARQL")[0]["position"] = None


# Requirements -----------------------------------------------------------------------------------


@forged("documents", "mentions.ad has 11 values, not 10")
def requirement_removed_everywhere(record: Record) -> None:
    record["mentions"]["ad"].remove(mentions(record, "ad", "Machine learning")[0])


@forged("documents", "PostgreSQL")
def requirement_invented(record: Record) -> None:
    like = mentions(record, "ad", "Ansible")[0]
    iri = concept(record, "PostgreSQL")
    mention = add_mention(record, "ad", like, concept=iri, label="PostgreSQL")
    asking = {"probability": 0.5, "rarity": RARITY_OF_POSTGRESQL, "demand": 0.75}
    record["profiles"]["ad"].append(
        {
            "concept": iri,
            "block": "skills",
            "weight": 0.5,
            "is_described": False,
            "spans": [mention["span"]],
            "asking": asking,
        }
    )


RARITY_OF_POSTGRESQL = 1.0
"""As the sample has it."""


@forged("record", "those of one taxonomy sum to")
def occupation_asked_for_removed(record: Record) -> None:
    record["profiles"]["ad"].remove(entry(record, "ad", "Database Architects", "occupations"))


@forged("graph", "5 occupations of O*NET")
def occupation_asked_for_removed_from_its_taxonomy(record: Record) -> None:
    """The others of O*NET have its share."""
    gone = entry(record, "ad", "Database Architects", "occupations")
    record["profiles"]["ad"].remove(gone)
    others = [each for each in record["profiles"]["ad"] if ONET in each["concept"]]
    total = sum(each["weight"] for each in others)
    for each in others:
        each["weight"] *= (total + gone["weight"]) / total


@forged("record", "not what its quotes give")
def occupation_asked_for_more_than_its_quotes_give(record: Record) -> None:
    one, other = (
        entry(record, "ad", name, "occupations")
        for name in ("Database Architects", "Database Administrators")
    )
    one["weight"], other["weight"] = one["weight"] + 0.01, other["weight"] - 0.01


@forged("documents", "evidence")
def occupations_asked_for_with_other_cosines(record: Record) -> None:
    """All of them by the same, so that their odds are what they were."""
    for each in record["profiles"]["ad"]:
        for quote in each.get("evidence", ()):
            quote["value"] += 0.001


# Occupations ------------------------------------------------------------------------------------


@forged("documents", "evidence")
def occupation_attested_by_higher_cosines(record: Record) -> None:
    held = entry(record, "resume", "database developer", "occupations")
    for quote in held["evidence"]:
        if quote["view"] != "titles":
            quote["value"] = min(quote["value"] + 0.05, 1.0)


@forged("documents", "evidence")
def quote_of_evidence(record: Record) -> None:
    held = entry(record, "resume", "Database Administrators", "occupations")
    other = mentions(record, "resume", "Perform backups")[0]["span"]
    swapped = next(quote for quote in held["evidence"] if quote["view"] == "statements")
    swapped["span"] = other


@forged("record", "attests it by 0.9, not 0.3006")
def evidence_by_a_title_more_probable(record: Record) -> None:
    held = entry(record, "resume", "Database Architects", "occupations")
    held["evidence"][0]["value"] = 0.9


@forged("record", "is linked to nothing")
def evidence_by_a_title_invented(record: Record) -> None:
    held = entry(record, "resume", "Database Administrators", "occupations")
    title = mentions(record, "resume", "Perform backups")[0]["span"]
    held["evidence"].insert(0, {"span": title, "view": "titles", "value": 0.9, "encoder": ""})


@forged("documents", "probability")
def title_more_probable_by_its_features(record: Record) -> None:
    """With what it attests."""
    title = mentions(record, "resume", "Database developer")[0]
    old = title["probability"]
    make_as_probable(record, title, 0.95)
    held = entry(record, "resume", "database developer", "occupations")
    for quote in held["evidence"]:
        quote["value"] = title["probability"] if quote["value"] == old else quote["value"]


@forged("record", "passages attest it, and not 2")
def evidence_dropped(record: Record) -> None:
    held = entry(record, "resume", "database developer", "occupations")
    held["evidence"] = [quote for quote in held["evidence"] if quote["view"] != "passages"]


@forged("record", "4 statements attest it, and not 2")
def view_of_evidence(record: Record) -> None:
    held = entry(record, "resume", "Database Administrators", "occupations")
    for quote in held["evidence"]:
        if quote["view"] == "passages":
            quote["view"] = "statements"


@forged("documents", "profiles.resume")
def views_swapped(record: Record) -> None:
    held = entry(record, "resume", "database developer", "occupations")
    swapped = {"passages": "statements", "statements": "passages"}
    for quote in held["evidence"]:
        quote["view"] = swapped.get(quote["view"], quote["view"])


# Sentences --------------------------------------------------------------------------------------


@forged("documents", "role")
def role_of_a_sentence(record: Record) -> None:
    next(each for each in record["sentences"] if each["role"] == "duty")["role"] = "employer"


@forged("documents", "is_understood")
def sentence_said_to_be_understood(record: Record) -> None:
    sentence = next(each for each in record["sentences"] if not each["is_understood"])
    sentence["is_understood"] = True
    count_again(record)


@forged("documents", "sentences")
def sentence_left_out(record: Record) -> None:
    record["sentences"].remove(next(s for s in record["sentences"] if s["role"] == "required"))
    count_again(record)


@forged("documents", "abstained")
def language_as_a_reason_to_abstain(record: Record) -> None:
    record["abstained"] = ["Of the resume, 60% are in another language than English."]


def count_again(record: Record) -> None:
    """Count the sentences in the note of them."""
    sentences = tuple(
        AdSentence(Span(**each["span"]), each["role"], each["is_understood"])
        for each in record["sentences"]
    )
    note = f"ad: {Understood(sentences).note}"
    record["notes"] = [note if " that ask for " in each else each for each in record["notes"]]


# What was repeated ------------------------------------------------------------------------------


@forged("documents", "repetitions")
def repetition_dropped(record: Record) -> None:
    del record["repetitions"][1]


@forged("documents", "repetitions")
def repetition_invented(record: Record) -> None:
    first = record["repetitions"][0]
    words = "You work with people who have ten minutes, and a good chart counts for more than that"
    pair = [{"start": start, "end": start + len(words), "quote": words} for start in (1000, 1200)]
    record["repetitions"].append(
        first | {"requirement": pair[0], "evidence": pair[1], "words": len(words.split())}
    )


# What classified --------------------------------------------------------------------------------


@forged("record", "classifiers")
def weight_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["skills"]["weights"][0] += 0.5
    judge_again(record)


@forged("record", "classifiers")
def intercept_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["skills"]["intercept"] += 0.5
    judge_again(record)


@forged("record", "classifiers")
def calibration_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["occupations"]["beta"][0] += 0.5
    judge_again(record)


@forged("record", "classifiers")
def threshold_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["skills"]["threshold"] = 0.1


@forged("record", "classifiers")
def features_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["skills"]["features"][0] = "title"


@forged("documents", "classifiers")
def examples_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["skills"]["examples"] = OTHER


@forged("record", "which is no encoder of the record")
def encoder_of_a_classifier(record: Record) -> None:
    record["parameters"]["classifiers"]["skills"]["encoder"] = OTHER


@forged("documents", "encoders")
def encoder_everywhere(record: Record) -> None:
    old = record["parameters"]["encoders"][0]
    record["parameters"]["encoders"] = [OTHER]
    for each in record["parameters"]["classifiers"].values():
        each["encoder"] = OTHER if each["encoder"] == old else each["encoder"]
    for side in ("ad", "resume"):
        for held in record["profiles"][side]:
            for quote in held.get("evidence", ()):
                quote["encoder"] = OTHER if quote["encoder"] == old else quote["encoder"]


@forged("record", "which is none named")
def encoder_of_evidence(record: Record) -> None:
    for quote in entry(record, "resume", "database developer", "occupations")["evidence"]:
        if quote["view"] != "titles":
            quote["encoder"] = OTHER


# The program ------------------------------------------------------------------------------------


@forged("record", "made by skillkg 9.9.9")
def version_of_the_program(record: Record) -> None:
    record["tool"]["version"] = "9.9.9"


@forged("documents", "tool")
def code_of_the_program(record: Record) -> None:
    record["tool"]["version"], record["tool"]["code"] = "9.9.9", OTHER
    record["ad"]["parser"]["version"] = record["resume"]["parser"]["version"] = "9.9.9"


@forged("record", "made by another")
def name_of_the_program(record: Record) -> None:
    record["tool"]["name"] = "another"


# Gates ------------------------------------------------------------------------------------------


@forged("documents", "gates")
def gate_dropped(record: Record) -> None:
    del record["gates"][1]


@forged("documents", "gates")
def gate_added(record: Record) -> None:
    record["gates"].append(record["gates"][0])


@forged("documents", "stated_years")
def values_of_a_gate_with_all_that_follows(record: Record) -> None:
    gate = record["gates"][0]
    gate["values"]["stated_years"] = 15
    judged = judge(gate["rule"], gate["values"])
    gate["name"], gate["status"], gate["note"] = judged.name, judged.status, judged.note


@forged("documents", "gates")
def evidence_of_a_gate(record: Record) -> None:
    record["gates"][0]["evidence"] = record["gates"][2]["evidence"]


@forged("documents", "gates")
def requirement_of_a_gate(record: Record) -> None:
    record["gates"][0]["requirement"] = record["gates"][2]["requirement"]


@forged("documents", "no label in view is in the language 'de'")
def language(record: Record) -> None:
    record["parameters"]["language"] = "de"
