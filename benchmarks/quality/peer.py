"""Runs esco-skill-extractor in an environment of its own: texts in, sets of ESCO's skills out.

``PYTHON peer.py QUESTION ANSWER``: two files of JSON, as ``benchmarks/peers.py`` writes and reads
them. Nothing of skillkg is imported here, and nothing of the peer there. The peer's vectors of all
skills are made at its first start, and kept in its own folder: start it once before.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib.metadata import version
from pathlib import Path
from time import process_time

import torch
from esco_skill_extractor import SkillExtractor


def main(question: Path, answer: Path) -> None:
    asked = json.loads(question.read_text(encoding="utf-8"))
    torch.set_num_threads(1)
    begin = process_time()
    extractor = SkillExtractor(model=asked["model"], device="cpu")
    found = {"start": process_time() - begin, "default": extractor.skills_threshold}
    begin, done = process_time(), 0
    while (spent := process_time() - begin) < asked["seconds"]:
        done += len(extractor.get_skills(asked["documents"]))
    found["rate"] = done / spent
    found["sets"] = {}
    for threshold in {*asked["thresholds"], found["default"]}:
        extractor.skills_threshold = threshold
        found["sets"][str(threshold)] = extractor.get_skills(asked["sentences"])
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    names = ("esco-skill-extractor", "sentence-transformers", "torch")
    found["versions"] = {name: version(name) for name in names}
    answer.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
