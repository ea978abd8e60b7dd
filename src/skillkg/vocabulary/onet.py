"""O*NET's terms (``ontology/onet.ttl``), and the IRIs of its things."""

from __future__ import annotations

from typing import Final

from skillkg.vocabulary import ONET, ONET_DATA

# Terms for O*NET (ontology/onet.ttl): classes, links, values, scales ---------------------------
ABILITY: Final = ONET + "Ability"
BASIC_INTEREST: Final = ONET + "BasicInterest"
CATEGORY_CLASS: Final = ONET + "Category"
CATEGORY_RATING: Final = ONET + "CategoryRating"
COMMODITY: Final = ONET + "Commodity"
COMMODITY_CLASS: Final = ONET + "CommodityClass"
COMMODITY_FAMILY: Final = ONET + "CommodityFamily"
COMMODITY_SEGMENT: Final = ONET + "CommoditySegment"
DWA: Final = ONET + "DetailedWorkActivity"
ELEMENT: Final = ONET + "Element"
ELEMENT_GROUP: Final = ONET + "ElementGroup"
EMERGING_TASK: Final = ONET + "EmergingTask"
ILLUSTRATIVE_ACTIVITY: Final = ONET + "IllustrativeActivity"
INTEREST: Final = ONET + "Interest"
IWA: Final = ONET + "IntermediateWorkActivity"
JOB_ZONE_CLASS: Final = ONET + "JobZone"
JOB_ZONE_RATING: Final = ONET + "JobZoneRating"
KEYWORD: Final = ONET + "Keyword"
KNOWLEDGE: Final = ONET + "Knowledge"
OCCUPATION: Final = ONET + "Occupation"
OCCUPATION_RELATION: Final = ONET + "OccupationRelation"
RATING: Final = ONET + "Rating"
SCALE_ANCHOR: Final = ONET + "ScaleAnchor"
SCALE_CLASS: Final = ONET + "Scale"
SKILL: Final = ONET + "Skill"
SURVEY_ITEM: Final = ONET + "SurveyItem"
SURVEY_STATISTIC: Final = ONET + "SurveyStatistic"
TASK_ACTIVITY: Final = ONET + "TaskActivity"
TASK_CLASS: Final = ONET + "Task"
TECHNOLOGY_CLASS: Final = ONET + "Technology"
TOOL_CLASS: Final = ONET + "Tool"
USE: Final = ONET + "Use"
WORK_ACTIVITY: Final = ONET + "WorkActivity"
WORK_CONTEXT: Final = ONET + "WorkContext"
WORK_STYLE: Final = ONET + "WorkStyle"
WORK_VALUE: Final = ONET + "WorkValue"

OF_OCCUPATION: Final = ONET + "occupation"
OF_ELEMENT: Final = ONET + "element"
OF_TASK: Final = ONET + "task"
OF_CATEGORY: Final = ONET + "category"
ON_SCALE: Final = ONET + "scale"
JOB_ZONE: Final = ONET + "jobZone"
IN_ZONE: Final = ONET + "zone"
USES_TECHNOLOGY: Final = ONET + "technology"
IN_DEMAND_TECHNOLOGY: Final = ONET + "inDemandTechnology"
USES_TOOL: Final = ONET + "tool"
USED_ITEM: Final = ONET + "usedItem"
OF_COMMODITY: Final = ONET + "commodity"
RELATED_OCCUPATION: Final = ONET + "relatedOccupation"
RELATES_TO: Final = ONET + "relatesTo"
TASK_DWA: Final = ONET + "detailedWorkActivity"
OF_DWA: Final = ONET + "activity"
REVISES: Final = ONET + "revises"
RELATED_ACTIVITY: Final = ONET + "relatedWorkActivity"
RELATED_CONTEXT: Final = ONET + "relatedWorkContext"
GENERAL_INTEREST: Final = ONET + "generalInterest"
ILLUSTRATIVE_OCCUPATION: Final = ONET + "illustrativeOccupation"

ANCHOR_VALUE: Final = ONET + "anchorValue"
DATE: Final = ONET + "date"
DOMAIN_SOURCE: Final = ONET + "domainSource"
EDUCATION: Final = ONET + "education"
EMERGING_KIND: Final = ONET + "emergingKind"
EXAMPLES: Final = ONET + "examples"
EXPERIENCE: Final = ONET + "experience"
HOT: Final = ONET + "hotTechnology"
INCUMBENTS_RESPONDING: Final = ONET + "incumbentsResponding"
INTEREST_TYPE: Final = ONET + "interestType"
ITEM: Final = ONET + "item"
JOB_TRAINING: Final = ONET + "jobTraining"
KEYWORD_TYPE: Final = ONET + "keywordType"
MAXIMUM: Final = ONET + "maximum"
MINIMUM: Final = ONET + "minimum"
ORIGINAL_TASK: Final = ONET + "originalTask"
PERCENT: Final = ONET + "percent"
RELATEDNESS_INDEX: Final = ONET + "relatednessIndex"
RELATEDNESS_TIER: Final = ONET + "relatednessTier"
RESPONSE: Final = ONET + "response"
SAMPLE_SIZE: Final = ONET + "sampleSize"
SHORT_TITLE: Final = ONET + "shortTitle"
SHOWN_IN_MY_NEXT_MOVE: Final = ONET + "shownInMyNextMove"
SVP_RANGE: Final = ONET + "svpRange"
TASK_TYPE: Final = ONET + "taskType"
TITLE_SOURCE: Final = ONET + "titleSource"

PERCENTAGE: Final = ONET + "percentage"
SCALES: Final = {
    "IM": ONET + "importance",
    "LV": ONET + "level",
    "CX": ONET + "context",
    "CT": ONET + "contextCategory",
    "RT": ONET + "relevance",
    "EX": ONET + "extent",
    "OI": ONET + "occupationalInterest",
    "IH": ONET + "interestHighPoint",
    "VH": ONET + "valueHighPoint",
    "WI": ONET + "impact",
    "DR": ONET + "distinctivenessRank",
}
"""Which property carries a rating on a scale, by O*NET's scale ID."""
STATISTICS: Final = (
    "SampleSize",
    "StandardError",
    "LowerBound",
    "UpperBound",
    "Suppressed",
    "NotRelevant",
)
"""What follows a scale's property in the names of those that carry its statistics."""

# Things of O*NET: each IRI is one of these and a code -------------------------------------------
OCCUPATION_IRI: Final = ONET_DATA + "occupation/"
ELEMENT_IRI: Final = ONET_DATA + "element/"
IWA_IRI: Final = ONET_DATA + "iwa/"
DWA_IRI: Final = ONET_DATA + "dwa/"
TASK_IRI: Final = ONET_DATA + "task/"
EMERGING_TASK_IRI: Final = ONET_DATA + "emerging-task/"
TECHNOLOGY_IRI: Final = ONET_DATA + "technology/"
TOOL_IRI: Final = ONET_DATA + "tool/"
COMMODITY_IRI: Final = ONET_DATA + "commodity/"
JOB_ZONE_IRI: Final = ONET_DATA + "job-zone/"
SCALE_IRI: Final = ONET_DATA + "scale/"
CATEGORY_IRI: Final = ONET_DATA + "category/"
ANCHOR_IRI: Final = ONET_DATA + "anchor/"
RATING_IRI: Final = ONET_DATA + "rating/"
TITLE_IRI: Final = ONET_DATA + "title/"
RELATION_IRI: Final = ONET_DATA + "relation/"
TASK_ACTIVITY_IRI: Final = ONET_DATA + "task-activity/"
USE_IRI: Final = ONET_DATA + "use/"
SURVEY_ITEM_IRI: Final = ONET_DATA + "survey-item/"
SURVEY_STATISTIC_IRI: Final = ONET_DATA + "survey-statistic/"
KEYWORD_IRI: Final = ONET_DATA + "keyword/"
ILLUSTRATIVE_ACTIVITY_IRI: Final = ONET_DATA + "illustrative-activity/"
HOME: Final = "https://www.onetcenter.org/database.html"
