"""Technologies of O*NET: products by everyday names, abbreviations, and words that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import skillkg


def technologies(kg: skillkg.KnowledgeGraph, text: str) -> set[str]:
    """Labels of the technologies that a text names."""
    mentions = kg.link(kg.read_text(f"{text}\n", "resume")).mentions
    return {kg.concepts.label(m.concept) for m in mentions if "/technology/" in m.concept}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Skills: QuickBooks, Lacerte", "Intuit QuickBooks"),
        ("drawings in Revit and AutoCAD", "Autodesk Revit"),
        ("drawings in Revit and AutoCAD", "Autodesk AutoCAD"),
        ("models in SolidWorks", "Dassault Systemes SolidWorks"),
        ("dashboards in Power BI", "Microsoft Power BI"),
        ("payroll in PeopleSoft", "Oracle PeopleSoft"),
        ("letters in MS Word", "Microsoft Word"),
        ("Proficient with MS Excel", "Microsoft Excel"),
        ("reports in Excel", "Microsoft Excel"),
        ("Word, Excel and PowerPoint", "Microsoft Excel"),
        ("tables in DynamoDB", "Amazon DynamoDB"),
        ("Photoshop, InDesign", "Adobe InDesign"),
        ("a CAD team", "Computer aided design CAD software"),
        ("an ERP rollout", "Enterprise resource planning ERP software"),
        ("reports by SSRS", "Microsoft SQL Server Reporting Services SSRS"),
        ("CAD/CAM", "Computer aided manufacturing CAM software"),
        ("Servers: Linux, Windows", "Linux"),
        ("Servers: Linux, Windows", "Microsoft Windows"),
        ("scripts in Bash, PowerShell", "Bash"),
        ("front ends in React.js, TypeScript", "React"),
        ("services in Golang, Docker", "Go"),
        ("Languages: C#, .NET", "Microsoft .NET Framework"),
        ("ERP, CRM, SEO", "Enterprise resource planning ERP software"),
        ("POS, Excel", "Point of sale POS software"),
        ("python,c,java,sql", "C"),
    ],
)
def test_everyday_names(full_graph: skillkg.KnowledgeGraph, text: str, label: str) -> None:
    assert label in technologies(full_graph, text)


@pytest.mark.parametrize(
    "text",
    [
        "Handled insurance claims, returns, etc.",
        "Claims, appeals, Etc",
        "Bachelor of Arts",
        "Master of ARTS",
        "EPIC charting",
        "Reduce costs and calm customers",
        "reduce, reuse, recycle",
        "worked fast",
        "fields and laws",
        "posted ads",
        "Excel at customer service",
        "www.example.com",
        "RESTAURANT MANAGER",
        "CLAIMS EXAMINER",
        "Project plans",
        "cleaned windows and doors",
        "Slack periods were used for training",
        "Spark plugs",
        "CMS leaders",
        "items a, b, c, d",
    ],
)
def test_words_that_are_no_technology(full_graph: skillkg.KnowledgeGraph, text: str) -> None:
    assert technologies(full_graph, text) == set()
