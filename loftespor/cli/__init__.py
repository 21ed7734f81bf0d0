"""The command line: thin commands that parse, call and print. Data goes to stdout, messages to stderr."""

import importlib
import sqlite3

import click

from loftespor.errors import BusyDatabaseError, LoftesporError

# Where each command is; its module is imported when it is asked for, for some take half a second.
_COMMANDS = {
    "run": "whole",
    "demo": "whole",
    "ingest": "reading",
    "extract": "stages",
    "link": "stages",
    "assess": "stages",
    "report": "stages",
    "export": "look",
    "search": "look",
    "show": "show",
    "diff": "editions",
    "trace": "carried",
    "cite": "cite",
    "evaluate": "evaluate",
    "review": "review",
    "check": "keeping",
    "audit": "audit",
    "changes": "history",
    "coverage": "keeping",
    "remove": "keeping",
}


class Commands(click.Group):
    """Turns the program's errors into a message on stderr and the exit status of their class."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click asks with its context
        """The names of the commands, as one uses them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        """The command of a name."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"loftespor.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an interrupted one says that nothing finished is lost."""
        try:
            return super().invoke(ctx)
        except LoftesporError as error:
            click.echo(f"loftespor: {error}", err=True)
            ctx.exit(error.exit_status)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            click.echo("loftespor: another process is writing to the database. Try again when it is done.", err=True)
            ctx.exit(BusyDatabaseError.exit_status)
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
@click.version_option(package_name="loftespor", prog_name="loftespor")
def main() -> None:
    """Run the command that is named."""
