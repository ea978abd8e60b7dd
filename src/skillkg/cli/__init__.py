"""The command line: ``skillkg VERB``. Heavy imports happen inside the verbs."""

from __future__ import annotations

import errno
from typing import Any

import click

from skillkg._version import __version__
from skillkg.cli.build import build, fetch
from skillkg.cli.careers import next_
from skillkg.cli.check import check
from skillkg.cli.documents import link, match
from skillkg.cli.export import export
from skillkg.cli.graph import info, paths
from skillkg.cli.pool import rank, read
from skillkg.cli.query import query
from skillkg.cli.records import contrast, replay, report, verify
from skillkg.cli.relatedness import relate, related
from skillkg.cli.terminal import prepare, visible_errors
from skillkg.cli.training import teach, train
from skillkg.errors import SkillkgError


class Verbs(click.Group):
    """A group whose verbs end in a message where the user can do something about an error."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the arguments."""
        with visible_errors():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; click prints its exceptions without a traceback."""
        with visible_errors():
            return self._invoke(ctx)

    def _invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SkillkgError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output had enough: click's business
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from error


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="skillkg")
def cli() -> None:
    """ESCO and O*NET in one knowledge graph, and matches that explain themselves.

    Build a store from releases on disk, ask it with SPARQL, follow paths in it, and match job
    ads with resumes: every figure is the sum of parts that can be checked.

    \b
      skillkg build my-store --esco esco-1.1.1/ --onet db_29_3_text.zip
      skillkg query occupation-skills --store my-store --param occupation="data scientist"
      skillkg match ad.pdf resume.docx --store my-store --html report.html
      skillkg rank ads/ --resumes resumes/ --store my-store --top 20 --output ranking.parquet

    The store may be left out where SKILLKG_STORE names it.
    """


_READING = (link, match, read, rank, next_)
_RECORDS = (report, verify, replay, contrast)
_LEARNING = (relate, related, train, teach)
for command in (build, fetch, info, check, query, export, paths, *_READING, *_RECORDS, *_LEARNING):
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    prepare()
    cli(prog_name="skillkg")
