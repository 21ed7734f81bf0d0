"""Progress on stderr: a bar where a person watches, nothing where the output is piped."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

console = Console(stderr=True, highlight=False)


class Counted(Protocol):
    """One thing done of `total`."""

    @property
    def name(self) -> str: ...  # noqa: D102 a protocol's field
    @property
    def total(self) -> int: ...  # noqa: D102 a protocol's field


Step = TypeVar("Step", bound=Counted)


def shown(steps: Iterable[Step], what: str) -> list[Step]:
    """Go through the steps with a bar that says what is being done; the steps are given back."""
    done: list[Step] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        for step in steps:
            done.append(step)
            progress.update(task, total=step.total, advance=1, description=f"{what} {step.name[:40]}")
    return done
