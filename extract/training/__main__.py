"""`make model` and its relatives: build the language model, measure it, make a distribution of it."""

from pathlib import Path

import click

from loftespor.extract.training.build import build as build_parts
from loftespor.extract.training.distribution import distribute
from loftespor.extract.training.evaluation import evaluate as card_of
from loftespor.extract.training.judge import learn
from loftespor.extract.training.packing import assembled, pack

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group()
def main() -> None:
    """The language model: from treebank and texts to the pipeline in the package."""


@main.command()
@click.argument("shared", type=_FOLDER)
@click.argument("work", type=click.Path(path_type=Path, file_okay=False))
@click.argument("model", type=click.Path(path_type=Path, file_okay=False))
def build(shared: Path, work: Path, model: Path) -> None:
    """Build the model from SHARED (ndt/, text/ …) in WORK, and write it to MODEL.

    Begun again after an interruption, it goes on where it was.
    """
    build_parts(shared, work, tell=click.echo)
    size = pack(assembled(work), model)
    click.echo(f"{model}: {size / 1e6:.1f} MB")


@main.command()
@click.argument("shared", type=_FOLDER)
@click.argument("work", type=_FOLDER)
@click.argument("model", type=_FOLDER)
@click.argument("card", type=click.Path(path_type=Path, dir_okay=False))
def evaluate(shared: Path, work: Path, model: Path, card: Path) -> None:
    """Measure MODEL on what it has not learned from, and write its figures to CARD."""
    written = card_of(model, shared, work, tell=click.echo)
    card.write_text(written, encoding="utf-8")
    click.echo(written)


@main.command()
@click.argument("model", type=_FOLDER)
@click.argument("card", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def package(model: Path, card: Path, out: Path) -> None:
    """Make a spaCy distribution of MODEL in OUT, so that spacy.load("nb_loftespor") works for others."""
    click.echo(distribute(model, card, out))


@main.command()
@click.argument("annotated", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("shared", type=_FOLDER)
@click.argument("weights", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("card", type=click.Path(path_type=Path, dir_okay=False))
def judge(annotated: Path, shared: Path, weights: Path, card: Path) -> None:
    """Learn the WEIGHTS of the judge of sentences from the stretches in ANNOTATED, whose papers lie in SHARED.

    Its figures go to CARD.
    """
    learn(annotated, shared, weights, card, tell=click.echo)


if __name__ == "__main__":
    main()
