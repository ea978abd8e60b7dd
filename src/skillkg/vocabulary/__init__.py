"""Every IRI that the code names. No other module spells one out."""

from __future__ import annotations

from typing import Final

# Namespaces -----------------------------------------------------------------------------------
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
ISO_THES: Final = "http://purl.org/iso25964/skos-thes#"
DCT: Final = "http://purl.org/dc/terms/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
PROV: Final = "http://www.w3.org/ns/prov#"
SPDX: Final = "http://spdx.org/rdf/terms#"
SH: Final = "http://www.w3.org/ns/shacl#"
SSSOM: Final = "https://w3id.org/sssom/"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"
ESCO: Final = "http://data.europa.eu/esco/model#"
ESCO_DATA: Final = "http://data.europa.eu/esco/"
SKG: Final = "https://w3id.org/skillkg/ns#"
SKG_DATA: Final = "https://w3id.org/skillkg/"
ONET: Final = "https://w3id.org/skillkg/onet/ns#"
ONET_DATA: Final = "https://w3id.org/skillkg/onet/"

PREFIXES: Final = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "iso-thes": ISO_THES,
    "dct": DCT,
    "dcat": DCAT,
    "void": VOID,
    "prov": PROV,
    "spdx": SPDX,
    "sssom": SSSOM,
    "semapv": SEMAPV,
    "esco": ESCO,
    "skg": SKG,
    "onet": ONET,
}
"""Prefixes that every query may use without declaring them."""

# Named graphs ---------------------------------------------------------------------------------
GRAPHS: Final = SKG_DATA + "graph/"
CATALOG: Final = GRAPHS + "catalog"
ONTOLOGY: Final = GRAPHS + "ontology"


def graph_iri(source: str, version: str) -> str:
    """Name of the graph that holds one release of one source, e.g. ``…/graph/esco/1.1.1``."""
    return f"{GRAPHS}{source}/{version}"


# RDF, RDFS, OWL, XSD --------------------------------------------------------------------------
RDF_TYPE: Final = RDF + "type"
RDFS_LABEL: Final = RDFS + "label"
XSD_BOOLEAN: Final = XSD + "boolean"
XSD_DATE: Final = XSD + "date"
XSD_DATETIME: Final = XSD + "dateTime"
XSD_DECIMAL: Final = XSD + "decimal"
XSD_GYEARMONTH: Final = XSD + "gYearMonth"
XSD_INTEGER: Final = XSD + "integer"
XSD_LANGUAGE: Final = XSD + "language"

# SKOS, SKOS-XL --------------------------------------------------------------------------------
SKOS_CONCEPT: Final = SKOS + "Concept"
SKOS_CONCEPT_SCHEME: Final = SKOS + "ConceptScheme"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
SKOS_HIDDEN_LABEL: Final = SKOS + "hiddenLabel"
SKOS_NOTATION: Final = SKOS + "notation"
SKOS_BROADER: Final = SKOS + "broader"
SKOS_IN_SCHEME: Final = SKOS + "inScheme"
SKOS_TOP_CONCEPT_OF: Final = SKOS + "topConceptOf"
SKOS_HAS_TOP_CONCEPT: Final = SKOS + "hasTopConcept"
SKOS_SCOPE_NOTE: Final = SKOS + "scopeNote"
SKOS_DEFINITION: Final = SKOS + "definition"
SKOS_EXACT_MATCH: Final = SKOS + "exactMatch"
SKOS_CLOSE_MATCH: Final = SKOS + "closeMatch"
SKOS_BROAD_MATCH: Final = SKOS + "broadMatch"
SKOS_RELATED_MATCH: Final = SKOS + "relatedMatch"
SKOS_NARROW_MATCH: Final = SKOS + "narrowMatch"
SKOSXL_LABEL: Final = SKOSXL + "Label"
SKOSXL_ALT_LABEL: Final = SKOSXL + "altLabel"
SKOSXL_LITERAL_FORM: Final = SKOSXL + "literalForm"
ISO_THES_STATUS: Final = ISO_THES + "status"

# Dublin Core, DCAT, VoID, PROV ----------------------------------------------------------------
DCT_DESCRIPTION: Final = DCT + "description"
DCT_MODIFIED: Final = DCT + "modified"
DCT_SOURCE: Final = DCT + "source"
DCT_TITLE: Final = DCT + "title"
CC_BY_4: Final = "https://creativecommons.org/licenses/by/4.0/"
DCT_LICENSE: Final = DCT + "license"
DCT_PUBLISHER: Final = DCT + "publisher"
DCAT_BYTE_SIZE: Final = DCAT + "byteSize"
DCAT_DATASET: Final = DCAT + "Dataset"
DCAT_DISTRIBUTION: Final = DCAT + "distribution"
DCAT_DISTRIBUTION_CLASS: Final = DCAT + "Distribution"
DCAT_LANDING_PAGE: Final = DCAT + "landingPage"
DCAT_VERSION: Final = DCAT + "version"
PROV_ACTIVITY: Final = PROV + "Activity"
PROV_ASSOCIATED_WITH: Final = PROV + "wasAssociatedWith"
PROV_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
PROV_ENDED: Final = PROV + "endedAtTime"
PROV_ENTITY: Final = PROV + "Entity"
PROV_GENERATED_BY: Final = PROV + "wasGeneratedBy"
PROV_STARTED: Final = PROV + "startedAtTime"
PROV_USED: Final = PROV + "used"
SPDX_ALGORITHM: Final = SPDX + "algorithm"
SPDX_CHECKSUM: Final = SPDX + "checksum"
SPDX_CHECKSUM_CLASS: Final = SPDX + "Checksum"
SPDX_CHECKSUM_VALUE: Final = SPDX + "checksumValue"
SPDX_FILE_NAME: Final = SPDX + "fileName"
SPDX_SHA256: Final = SPDX + "checksumAlgorithm_sha256"
VOID_DATASET: Final = VOID + "Dataset"
VOID_TRIPLES: Final = VOID + "triples"

# SHACL ----------------------------------------------------------------------------------------
SH_ALTERNATIVE_PATH: Final = SH + "alternativePath"
SH_COMPONENT: Final = SH + "sourceConstraintComponent"
SH_CONFORMS: Final = SH + "conforms"
SH_FOCUS_NODE: Final = SH + "focusNode"
SH_INFO: Final = SH + "Info"
SH_IRI: Final = SH + "IRI"
SH_LITERAL: Final = SH + "Literal"
SH_MESSAGE: Final = SH + "resultMessage"
SH_NODE_SHAPE: Final = SH + "NodeShape"
SH_PATH: Final = SH + "path"
SH_REPORT: Final = SH + "ValidationReport"
SH_RESULT: Final = SH + "result"
SH_RESULT_PATH: Final = SH + "resultPath"
SH_SEVERITY: Final = SH + "resultSeverity"
SH_SOURCE_SHAPE: Final = SH + "sourceShape"
SH_VALIDATION_RESULT: Final = SH + "ValidationResult"
SH_VALUE: Final = SH + "value"
SH_VIOLATION: Final = SH + "Violation"
SH_WARNING: Final = SH + "Warning"

# Terms that skillkg adds (ontology/skillkg.ttl) -----------------------------------------------
SKG_ABSENT_TABLE: Final = SKG + "absentTable"
SKG_ATTRIBUTION: Final = SKG + "attribution"
SKG_COMPLETE: Final = SKG + "complete"
SKG_DIGEST: Final = SKG + "digest"
SKG_ROWS: Final = SKG + "rows"
SKG_SOURCE: Final = SKG + "source"
SKG_STORE_FORMAT: Final = SKG + "storeFormat"
SKG_TABLE: Final = SKG + "table"
SKG_WARNING: Final = SKG + "warning"
SKG_INPUT_DIGEST: Final = SKG + "inputDigest"
SKG_TOOL: Final = SKG_DATA + "tool/"
SHAPES: Final = SKG_DATA + "shapes#"
SHAPE_CONSISTENCY: Final = SHAPES + "Consistency"
SHAPE_CYCLE: Final = SHAPES + "Cycle"
SHAPE_EXACT_AND_OTHER: Final = SHAPES + "ExactAndOther"
SHAPE_RELATED_ANCESTOR: Final = SHAPES + "RelatedAncestor"
SHAPE_RELATED_BOTH_WAYS: Final = SHAPES + "RelatedBothWays"
SHAPE_LANGUAGES: Final = SHAPES + "LanguageCoverage"
SHAPE_TERMS: Final = SHAPES + "UndeclaredTerm"

# Learned relatedness --------------------------------------------------------------------------
SKG_RELATED_TO: Final = SKG + "relatedTo"
SKG_RELATEDNESS: Final = SKG + "Relatedness"
SKG_RELATEDNESS_SOURCE: Final = SKG + "relatednessSource"
SKG_RELATEDNESS_TARGET: Final = SKG + "relatednessTarget"
SKG_SCORE: Final = SKG + "score"
SKG_RANK: Final = SKG + "rank"
SKG_STRENGTH: Final = SKG + "strength"
SKG_TEXT_SIMILARITY: Final = SKG + "textSimilarity"
SKG_LEXICAL_SIMILARITY: Final = SKG + "lexicalSimilarity"
SKG_CO_OCCURRENCE: Final = SKG + "coOccurrence"
SKG_STRUCTURAL_SIMILARITY: Final = SKG + "structuralSimilarity"
SKG_RELATING: Final = SKG + "Relating"
SKG_METHOD: Final = SKG + "method"
SKG_MODEL: Final = SKG + "model"
SKG_MODEL_DIGEST: Final = SKG + "modelDigest"
SKG_TRAINING_DATA_DIGEST: Final = SKG + "trainingDataDigest"
SKG_INTERCEPT: Final = SKG + "intercept"
SKG_TEXT_WEIGHT: Final = SKG + "textWeight"
SKG_LEXICAL_WEIGHT: Final = SKG + "lexicalWeight"
SKG_CO_OCCURRENCE_WEIGHT: Final = SKG + "coOccurrenceWeight"
SKG_STRUCTURE_WEIGHT: Final = SKG + "structureWeight"
SKG_CURVE_SHIFT: Final = SKG + "curveShift"
SKG_CURVE_LOW: Final = SKG + "curveLow"
SKG_CURVE_HIGH: Final = SKG + "curveHigh"
SKG_LABELLED_PAIRS: Final = SKG + "labelledPairs"
SKG_CALIBRATION_ERROR: Final = SKG + "calibrationError"
SKG_PRECISION_RANDOM: Final = SKG + "averagePrecisionRandom"
SKG_PRECISION_SIBLINGS: Final = SKG + "averagePrecisionSiblings"
SKG_RELIABILITY: Final = SKG + "reliability"
SKG_RELIABILITY_BIN: Final = SKG + "ReliabilityBin"
SKG_LOWER_BOUND: Final = SKG + "lowerBound"
SKG_PAIRS: Final = SKG + "pairs"
SKG_MEAN_STRENGTH: Final = SKG + "meanStrength"
SKG_SHARE_RELATED: Final = SKG + "shareRelated"
RELATION_IRI: Final = SKG_DATA + "relation/"
RELATING_IRI: Final = SKG_DATA + "relating/"

# The ESCO model -------------------------------------------------------------------------------
ESCO_SKILL: Final = ESCO + "Skill"
ESCO_OCCUPATION: Final = ESCO + "Occupation"
# Groups: named by the tables' conceptType; the RDF release tells them by their schemes only.
ESCO_SKILL_GROUP: Final = ESCO + "SkillGroup"
ESCO_ISCO_GROUP: Final = ESCO + "ISCOGroup"
ESCO_MEMBER_CONCEPT: Final = ESCO + "MemberConcept"
ESCO_ESSENTIAL_SKILL: Final = ESCO + "relatedEssentialSkill"
ESCO_OPTIONAL_SKILL: Final = ESCO + "relatedOptionalSkill"
ESCO_ESSENTIAL_SKILL_FOR: Final = ESCO + "isEssentialSkillFor"
ESCO_OPTIONAL_SKILL_FOR: Final = ESCO + "isOptionalSkillFor"
ESCO_SKILL_TYPE: Final = ESCO + "skillType"
ESCO_REUSE_LEVEL: Final = ESCO + "skillReuseLevel"
ESCO_NODE_LITERAL: Final = ESCO + "NodeLiteral"
ESCO_NODE_LITERAL_TEXT: Final = ESCO + "nodeLiteral"
ESCO_LANGUAGE_SKILLS: Final = ESCO_DATA + "concept-scheme/skill-language-groups"
ESCO_LANGUAGE: Final = ESCO + "language"
ESCO_ISCO_MEMBER: Final = ESCO + "memberOfISCOGroup"
ESCO_REGULATED: Final = ESCO + "regulatedProfessionNote"
ESCO_SKILL_TYPES: Final = ESCO_DATA + "skill-type/"
ESCO_REUSE_LEVELS: Final = ESCO_DATA + "skill-reuse-level/"
ESCO_ISCO: Final = ESCO_DATA + "isco/C"
ESCO_ISCED: Final = ESCO_DATA + "isced-f/"
ESCO_SCHEMES: Final = ESCO_DATA + "concept-scheme/"
ESCO_NODE_LITERALS: Final = SKG_DATA + "esco/node-literal/"
ESCO_HOME: Final = "https://esco.ec.europa.eu/"

# Crosswalks (SSSOM) ---------------------------------------------------------------------------
# The IRIs are those that the SSSOM schema gives its slots; the comments name the slots.
OWL_ANNOTATED_PROPERTY: Final = OWL + "annotatedProperty"  # predicate_id
OWL_ANNOTATED_SOURCE: Final = OWL + "annotatedSource"  # subject_id
OWL_ANNOTATED_TARGET: Final = OWL + "annotatedTarget"  # object_id
OWL_AXIOM: Final = OWL + "Axiom"
OWL_VERSION_INFO: Final = OWL + "versionInfo"  # mapping_set_version
DCT_CREATED: Final = DCT + "created"  # mapping_date
SSSOM_AUTHOR_LABEL: Final = SSSOM + "author_label"
SSSOM_CONFIDENCE: Final = SSSOM + "confidence"
SSSOM_JUSTIFICATION: Final = SSSOM + "mapping_justification"
SSSOM_MAPPING: Final = SSSOM + "Mapping"
SSSOM_MAPPING_SET: Final = SSSOM + "MappingSet"
SSSOM_MAPPINGS: Final = SSSOM + "mappings"
SSSOM_OBJECT_LABEL: Final = SSSOM + "object_label"
SSSOM_OBJECT_SOURCE: Final = SSSOM + "object_source"
SSSOM_OBJECT_SOURCE_VERSION: Final = SSSOM + "object_source_version"
SSSOM_OTHER: Final = SSSOM + "other"
SSSOM_SIMILARITY_MEASURE: Final = SSSOM + "similarity_measure"
SSSOM_SIMILARITY_SCORE: Final = SSSOM + "similarity_score"
SSSOM_SUBJECT_LABEL: Final = SSSOM + "subject_label"
SSSOM_SUBJECT_SOURCE: Final = SSSOM + "subject_source"
SSSOM_SUBJECT_SOURCE_VERSION: Final = SSSOM + "subject_source_version"
SSSOM_TOOL: Final = SSSOM + "mapping_tool"
SSSOM_TOOL_VERSION: Final = SSSOM + "mapping_tool_version"
SEMAPV_COMPOSITE: Final = SEMAPV + "CompositeMatching"
SEMAPV_MANUAL: Final = SEMAPV + "ManualMappingCuration"
CROSSWALK_IRI: Final = SKG_DATA + "crosswalk/esco-onet/"
