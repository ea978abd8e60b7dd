"""Draw the picture of a report that README and docs show: its head and its paths.

Wants Chromium, and the reports of ``make demo``: ``python docs/images/make.py demo/reports``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

REPORT = "cloud-engineer--system-administrator.html"
SCALE = 1.5
WIDTH, HEIGHT = 1060, 2700
PARTS = [(30, 350), (1640, 2680)]
"""From where to where, in pixels of the page."""


def main(reports: Path) -> None:
    """Draw the report, cut the parts out and put them below each other."""
    with TemporaryDirectory() as folder:
        shot = Path(folder) / "report.png"
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *(f"--user-data-dir={folder}/profile", f"--force-device-scale-factor={SCALE}"),
                *(f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={shot}"),
                (reports / REPORT).resolve().as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        page = Image.open(shot).convert("RGB")
    cuts = [page.crop((0, int(a * SCALE), page.width, int(b * SCALE))) for a, b in PARTS]
    whole = Image.new("RGB", (page.width, sum(cut.height for cut in cuts)))
    top = 0
    for cut in cuts:
        whole.paste(cut, (0, top))
        top += cut.height
    whole.quantize(64).save(Path(__file__).with_name("report.png"), optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
