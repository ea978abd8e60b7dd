"""Graphs that trigger one kind of finding each, and the same graphs without the defect."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A shape, a graph that breaks it so often, and one that keeps to it."""

    shape: str
    count: int
    broken: str
    sound: str


SKILL = (
    "{} a skos:Concept, esco:MemberConcept, esco:Skill ; skos:prefLabel {} ; "
    "esco:skillType <http://data.europa.eu/esco/skill-type/skill> ."
)
OCCUPATION = "{} a skos:Concept, esco:MemberConcept, esco:Occupation ; skos:prefLabel {} ."
ELEMENT = (
    'thing:{0} a skos:Concept, onet:Element ; skos:prefLabel "{0}"@en ; skos:notation "1.{0}" .'
)
SOC = (
    'soc:11-1011.00 a skos:Concept, onet:Occupation ; skos:prefLabel "chief"@en ; '
    'skos:notation "11-1011.00" .'
)
SCALE = 'scale:IM a onet:Scale ; skos:notation "IM" ; onet:minimum 1.0 ; onet:maximum 5.0 .'
RATING = (
    "rated:1 a onet:Rating ; onet:occupation soc:11-1011.00 ; onet:element thing:A ; "
    "onet:importance {} ."
)


def _concepts(*names: str) -> str:
    return " ".join(f':{name} a skos:Concept ; skos:prefLabel "{name}"@en .' for name in names)


_A, _B = (OCCUPATION.format(f":{name}", f'"{name}"@en') for name in "ab")
_SQL = ':a a skos:Concept ; skos:prefLabel "SQL"@en '
_RATED = f"{SOC} {SCALE} {ELEMENT.format('A')} "
_EDGE = "skg:test a skg:EdgeKind ; rdfs:label 'test'@en ; skg:edgePredicate skos:broader ; "

CASES = (
    Case("preferredLabel", 1, ":a a skos:Concept .", _concepts("a")),
    Case("preferredLabel", 1, f'{_SQL}, "sql"@en .', f'{_SQL}, "SQL"@de .'),
    Case("preferredLabel", 1, ':a a skos:Concept ; skos:prefLabel "SQL" .', f"{_SQL} ."),
    Case("labelRole", 1, f'{_SQL}; skos:altLabel "SQL"@en .', f'{_SQL}; skos:altLabel "SQL"@de .'),
    Case("shownLabelRole", 1, f'{_SQL}; skos:hiddenLabel "SQL"@en .', f"{_SQL} ."),
    Case(
        "hiddenLabelRole",
        1,
        f'{_SQL}; skos:altLabel "x"@en ; skos:hiddenLabel "x"@en .',
        f'{_SQL}; skos:altLabel "x"@en ; skos:hiddenLabel "y"@en .',
    ),
    Case(
        "strayWhitespace",
        6,
        f'{_SQL}; skos:altLabel " a"@en, "b "@en, "c  d"@en, "e\\tf"@en, "g\\nh"@en, '
        '"i\u00a0j"@en .',
        f'{_SQL}; skos:altLabel "a b c"@en, "d-e/f (g)"@en .',
    ),
    Case(
        "SimilarLabels",
        2,
        f'{_SQL}; skos:altLabel "sql"@en, "data base"@en, "Database"@en .',
        f'{_SQL}; skos:altLabel "sql"@de, "data bases"@en, "Database"@en .',
    ),
    Case(
        "SharedLabel",
        2,
        f'{_SQL}. :b a skos:Concept ; skos:prefLabel "SQL"@en .',
        f'{_SQL}. :b a skos:Concept ; skos:prefLabel "SQL"@de .',
    ),
    Case("UnnamedInLanguage", 1, f'{_SQL}; skos:altLabel "x"@de, "y"@de .', f"{_SQL} ."),
    Case(
        "SharedCode",
        2,
        _A + _B + ':a skos:notation "1.1" . :b skos:notation "1.1" .',
        _A + _B + ':a skos:notation "1.1" . :b skos:notation "1.2" .',
    ),
    Case(
        "ConceptOnly", 1, f"{_SQL}. :a a skos:ConceptScheme .", f"{_SQL}. :s a skos:ConceptScheme ."
    ),
    Case(
        "Cycle",
        3,
        _concepts("a", "b", "c") + ":a skos:broader :b . :b skos:broader :c . :c skos:broader :a .",
        _concepts("a", "b", "c") + ":a skos:broader :b, :c . :b skos:broader :c .",
    ),
    Case("Cycle", 1, _concepts("a") + ":a skos:broader :a .", _concepts("a")),
    Case(
        "RelatedAncestor",
        1,
        _concepts("a", "b", "c")
        + ":a skos:broader :b ; skos:related :c . :b skos:broader :c . :c skos:related :a .",
        _concepts("a", "b", "c") + ":a skos:broader :b ; skos:related :c . :c skos:related :a .",
    ),
    Case(
        "ExactAndOther",
        2,
        _concepts("a", "b", "c")
        + ":a skos:exactMatch :b ; skos:broadMatch :c . :b skos:exactMatch :c .",
        _concepts("a", "b", "c") + ":a skos:exactMatch :b ; skos:broadMatch :c .",
    ),
    Case("Broader", 1, _concepts("a") + ":b skos:broader :a .", _concepts("a", "b")),
    Case("broader", 1, _concepts("a") + ":a skos:broader :b .", _concepts("a", "b")),
    Case(
        "inScheme",
        1,
        _concepts("a") + ":a skos:inScheme :s .",
        _concepts("a") + ":a skos:inScheme :s . :s a skos:ConceptScheme .",
    ),
    Case(
        "OneDirection",
        2,
        _concepts("a", "b", "c") + ":a skos:narrower :b ; skos:related :c .",
        _concepts("a", "b") + ":a skos:narrower :b . :b skos:broader :a .",
    ),
    Case("match", 1, _concepts("a") + ":a skos:exactMatch :b .", _concepts("a", "b")),
    Case("MatchEnds", 1, _concepts("b") + ":a skos:closeMatch :b .", _concepts("a", "b")),
    Case(
        "escoModified",
        1,
        SKILL.format(":a", '"a"@en') + ':a dct:modified "2020-13-01T00:00:00Z"^^xsd:dateTime .',
        SKILL.format(":a", '"a"@en') + ':a dct:modified "2020-12-01T00:00:00Z"^^xsd:dateTime .',
    ),
    Case(
        "escoNote",
        1,
        SKILL.format(":a", '"a"@en') + ":a dct:description :n .",
        SKILL.format(":a", '"a"@en') + ":a dct:description :n . :n a esco:NodeLiteral ; "
        'esco:language "en" ; esco:nodeLiteral "text" .',
    ),
    Case(
        "EscoConcept",
        1,
        ":a a esco:MemberConcept, esco:Skill .",
        SKILL.format(":a", '"a"@en'),
    ),
    Case(
        "nodeLanguage",
        1,
        ':n a esco:NodeLiteral ; esco:language "english text" ; esco:nodeLiteral "t" .',
        ':n a esco:NodeLiteral ; esco:language "en-us" ; esco:nodeLiteral "t" .',
    ),
    Case(
        "nodeText",
        1,
        ':n a esco:NodeLiteral ; esco:language "en" ; esco:nodeLiteral "t", "u" .',
        ':n a esco:NodeLiteral ; esco:language "en" ; esco:nodeLiteral "t" .',
    ),
    Case(
        "skillType",
        1,
        ":a a skos:Concept, esco:MemberConcept, esco:Skill ; skos:prefLabel 'a'@en ; "
        "esco:skillType :competence .",
        SKILL.format(":a", '"a"@en'),
    ),
    Case(
        "skillTypeStated",
        1,
        ":a a skos:Concept, esco:MemberConcept, esco:Skill ; skos:prefLabel 'a'@en .",
        SKILL.format(":a", '"a"@en'),
    ),
    Case(
        "skillOf",
        1,
        SKILL.format(":a", '"a"@en') + ":a esco:isEssentialSkillFor :b . "
        ":b esco:relatedEssentialSkill :a .",
        SKILL.format(":a", '"a"@en')
        + _B
        + ":a esco:isEssentialSkillFor :b . :b esco:relatedEssentialSkill :a .",
    ),
    Case(
        "relatedSkill",
        1,
        _B + ":b esco:relatedOptionalSkill :a .",
        SKILL.format(":a", '"a"@en') + _B + ":b esco:relatedOptionalSkill :a .",
    ),
    Case(
        "SkillOneDirection",
        1,
        SKILL.format(":a", '"a"@en') + _B + ":b esco:relatedOptionalSkill :a .",
        SKILL.format(":a", '"a"@en')
        + _B
        + ":b esco:relatedOptionalSkill :a . :a esco:isOptionalSkillFor :b .",
    ),
    Case(
        "EssentialAndOptional",
        1,
        ":b esco:relatedOptionalSkill :a ; esco:relatedEssentialSkill :a .",
        ":b esco:relatedOptionalSkill :a ; esco:relatedEssentialSkill :c .",
    ),
    Case(
        "occupationCode",
        1,
        _A + ':a skos:notation "C2512" .',
        _A + ':a skos:notation "2512.1.1" .',
    ),
    Case(
        "occupationOf",
        1,
        "rated:1 onet:occupation soc:99-9999.00 .",
        SOC + "rated:1 onet:occupation soc:11-1011.00 .",
    ),
    Case("socCode", 1, SOC.replace('"11-1011.00"', '"11-1011"'), SOC),
    Case("Bounds", 1, _RATED + RATING.format("5.5"), _RATED + RATING.format("5.0")),
    Case("Bounds", 1, _RATED + RATING.format("0.9"), _RATED + RATING.format("1.0")),
    Case("value", 1, _RATED + RATING.format('"high"'), _RATED + RATING.format("2.5")),
    Case("importance", 1, _RATED + RATING.format("2.5, 3.5"), _RATED + RATING.format("2.5, 2.50")),
    Case(
        "sampleSize",
        2,
        _RATED + RATING.format("2.5") + "rated:1 onet:importanceSampleSize -1, 8.5 .",
        _RATED + RATING.format("2.5") + "rated:1 onet:importanceSampleSize 8 .",
    ),
    Case(
        "flags",
        1,
        _RATED + RATING.format("2.5") + "rated:1 onet:importanceSuppressed 'Y' .",
        _RATED + RATING.format("2.5") + "rated:1 onet:importanceSuppressed true .",
    ),
    Case(
        "date",
        1,
        _RATED + RATING.format("2.5") + 'rated:1 onet:date "2020-13"^^xsd:gYearMonth .',
        _RATED + RATING.format("2.5") + 'rated:1 onet:date "2020-12"^^xsd:gYearMonth .',
    ),
    Case(
        "knownScale",
        1,
        "thing:c a onet:Category ; onet:scale scale:XX .",
        SCALE + "thing:c a onet:Category ; onet:scale scale:IM .",
    ),
    Case(
        "elementOf",
        1,
        "rated:1 onet:element thing:A .",
        ELEMENT.format("A") + "rated:1 onet:element thing:A .",
    ),
    Case(
        "UndemandedTechnology",
        1,
        "soc:11-1011.00 onet:inDemandTechnology thing:SQL .",
        "soc:11-1011.00 onet:inDemandTechnology thing:SQL ; onet:technology thing:SQL .",
    ),
    Case(
        "Mapped",
        1,
        ":m a sssom:Mapping ; owl:annotatedSource :a ; owl:annotatedTarget :b ; "
        "owl:annotatedProperty skos:exactMatch ; sssom:mapping_justification :j .",
        ":m a sssom:Mapping ; owl:annotatedSource :a ; owl:annotatedTarget :b ; "
        "owl:annotatedProperty skos:exactMatch ; sssom:mapping_justification :j . "
        ":a skos:exactMatch :b .",
    ),
    Case(
        "digest",
        1,
        "<urn:d> a void:Dataset ; skg:digest 'md5:0' .",
        f"<urn:d> a void:Dataset ; skg:digest 'sha256:{'0' * 64}' .",
    ),
    Case(
        "BuildTimes",
        1,
        "<urn:d> a void:Dataset ; prov:wasGeneratedBy <urn:b> . <urn:b> a prov:Activity .",
        "<urn:d> a void:Dataset ; prov:wasGeneratedBy <urn:b> . <urn:b> a prov:Activity ; "
        "prov:startedAtTime '2024-01-01T00:00:00Z'^^xsd:dateTime ; "
        "prov:endedAtTime '2024-01-01T00:00:01Z'^^xsd:dateTime .",
    ),
    Case(
        "Additivity",
        1,
        "<urn:m> a skg:Match ; skg:fit 0.5e0 .",
        "<urn:m> a skg:Match ; skg:fit 0.5e0 ; skg:contribution <urn:c> ; skg:repetition <urn:r> . "
        "<urn:c> skg:amount 0.2e0 . <urn:r> skg:amount 0.3e0 .",
    ),
    Case("strength", 1, _EDGE + "skg:strength 0.0 .", _EDGE + "skg:strength 0.1 ."),
    Case("strength", 1, _EDGE + "skg:strength 1.1 .", _EDGE + "skg:strength 1.0 ."),
    Case(
        "edgeBlock",
        1,
        _EDGE + "skg:strength 1.0 ; skg:relatesBlock 'skills', 'groups' .",
        _EDGE + "skg:strength 1.0 ; skg:relatesBlock 'skills', 'occupations' .",
    ),
    Case(
        "edgeImplies",
        2,
        _EDGE + "skg:strength 1.0 ; skg:implies true, 'yes' .",
        _EDGE + "skg:strength 1.0 ; skg:implies true .",
    ),
    Case(
        "Term",
        1,
        "skg:Thing a owl:Class ; rdfs:label 'thing'@en .",
        "skg:Thing a owl:Class ; rdfs:label 'thing'@en ; rdfs:comment 'A thing.'@en .",
    ),
    Case(
        "classAxiom",
        1,
        "skg:A rdfs:subClassOf skg:Nowhere .",
        "skg:A rdfs:subClassOf skg:B . skg:B a owl:Class .",
    ),
    Case(
        "objectRange",
        1,
        ":p a owl:ObjectProperty ; rdfs:range :C .",
        ":p a owl:ObjectProperty ; rdfs:range :C . :C a owl:Class .",
    ),
    Case(
        "dataRange",
        1,
        ":p a owl:DatatypeProperty ; rdfs:range :C .",
        ":p a owl:DatatypeProperty ; rdfs:range xsd:string .",
    ),
    Case(
        "DisjointParent",
        2,
        "skg:A rdfs:subClassOf skg:B, skg:C . skg:B owl:disjointWith skg:C .",
        "skg:A rdfs:subClassOf skg:B . skg:B owl:disjointWith skg:C .",
    ),
)
