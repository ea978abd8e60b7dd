"""Build a graph from the bundled sample, learn relatedness, match documents, check every record.

Run it with ``python examples/demo.py FOLDER``.
"""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

import skillkg
from skillkg.explanation.record import to_json
from skillkg.explanation.report.html import render_match
from skillkg.explanation.report.verdicts import print_verification
from skillkg.verifying import Verifier

EXAMPLES = Path(__file__).parent


def main(folder: Path) -> None:
    """Run the demonstration; everything it makes lies under the folder."""
    out, reports = Console(highlight=False), folder / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    sample = EXAMPLES / "sample"
    built = skillkg.build(
        folder / "store",
        esco=[f"1.1.1-sample={file}" for file in sample.glob("esco-*.zip")],
        onet=[f"29.2-sample={file}" for file in sample.glob("db_*.zip")],
    )
    for graph in built:
        out.print(f"{graph.title}: {graph.statements:,} statements, {graph.digest[:19]}…")

    learned, _ = skillkg.relate(folder / "store")
    out.print(f"{learned.title}: {learned.statements:,} statements, {learned.digest[:19]}…")

    kg = skillkg.open(folder / "store")
    ads = [kg.read(file, "ad") for file in sorted((EXAMPLES / "ads").iterdir())]
    resumes = [kg.read(file, "resume") for file in sorted((EXAMPLES / "resumes").iterdir())]
    read = {resume.name: resume for resume in resumes}
    table = Table("resume", title="Fit of each resume to each ad")
    for ad in ads:
        table.add_column(_plain(ad.name))
    fits: dict[str, list[str]] = {resume.name: [] for resume in resumes}
    for ad in track(ads, "Matching", console=Console(stderr=True), transient=True):
        for ranked in kg.rank(ad, resumes):
            fits[ranked.resume.name].append(f"{ranked.fit:.3f}")
            match = replace(kg.explain(ad, read[ranked.resume.name]), decision=ranked.decision)
            name = f"{Path(match.ad.name).stem}--{Path(match.resume.name).stem}"
            (reports / f"{name}.html").write_text(render_match(match), encoding="utf-8")
            (reports / f"{name}.json").write_text(to_json(match), encoding="utf-8")
    for resume, cells in sorted(fits.items()):
        table.add_row(_plain(resume), *cells)
    out.print(table)
    out.print(f"{len(ads) * len(resumes)} reports, HTML and JSON, in {reports}")
    _verify(folder / "store", sorted(reports.glob("*.json")), out)


def _verify(store: Path, records: list[Path], out: Console) -> None:
    """Check every record over the graph and with its documents, and make each match again."""
    verifier = Verifier(store, [EXAMPLES / "ads", EXAMPLES / "resumes"])
    bars = Console(stderr=True)
    found = [
        verifier.verify(file) for file in track(records, "Verifying", console=bars, transient=True)
    ]
    wrong = [each for each in found if not each.holds]
    for each in wrong:
        print_verification(each, out)
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(found)} records do not hold")
    out.print(f"{len(found)} records verified: every figure, step and quote, and each made again")


def _plain(name: str) -> str:
    """A file's name as words, so that a narrow terminal can wrap it."""
    return Path(name).stem.replace("-", " ")


if __name__ == "__main__":
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", default="demo", type=Path, help="where to make it")
    main(parser.parse_args().folder)
