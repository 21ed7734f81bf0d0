"""The command line: thin commands that parse, call and print. Data goes to stdout, messages to stderr."""

import click

from loftespor import __version__
from loftespor.cli.look import cite, export, search, show
from loftespor.cli.stages import assess, extract, ingest, link, report
from loftespor.cli.whole import demo, run
from loftespor.errors import LoftesporError


class Commands(click.Group):
    """Turns the program's errors into a message on stderr and the exit status of their class."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an interrupted one says that nothing finished is lost."""
        try:
            return super().invoke(ctx)
        except LoftesporError as error:
            click.echo(f"loftespor: {error}", err=True)
            ctx.exit(error.exit_status)
        except KeyboardInterrupt:
            click.echo("\nloftespor: interrupted. What was finished is kept; run the same command to go on.", err=True)
            ctx.exit(130)


_HELP = """Trace every commitment in Norwegian policy documents: who said it, where, and what became of it.

\b
Begin with the packaged example:   loftespor demo
or with documents of your own:     loftespor run my-documents/ --db corpus.db --out report
"""


@click.group(
    cls=Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="loftespor")
def main() -> None:
    """Run the command that is named."""


for command in (run, demo, ingest, extract, link, assess, report, export, search, show, cite):
    main.add_command(command)
