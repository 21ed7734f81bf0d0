"""`make model`: builds the language model and says how far it is."""

from pathlib import Path

import click

from loftespor.extract.training.build import build
from loftespor.extract.training.packing import assembled, pack


@click.command()
@click.argument("shared", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("work", type=click.Path(path_type=Path, file_okay=False))
def main(shared: Path, work: Path) -> None:
    """Build the model from SHARED (ndt/ and text/) and write it to WORK/model.

    Begun again after an interruption, it goes on where it was.
    """
    build(shared, work, tell=click.echo)
    size = pack(assembled(work), work / "model")
    click.echo(f"{work / 'model'}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
