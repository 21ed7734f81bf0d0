"""Training of a pipeline, an epoch at a time; after each the state is kept, so that it goes on where it stopped."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Optimizer, fix_random_seed

from loftespor.extract.training import checkpoint

SEED = 7
_LEARN_RATE, _WARM_UP, _LAST_SHARE = 0.001, 250, 0.05
_DROPOUT = 0.1
# Words of a batch in the first, the second and all later epochs: small ones learn fast and large ones finely.
_BATCH_WORDS = (800, 1000, 1200)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a pipeline learns: examples of an epoch, by its number from 0, and how many epochs."""

    name: str
    examples: Callable[[Language, int], list[Example]]
    epochs: int
    seed: int = SEED


def train(nlp: Language, lesson: Lesson, folder: Path, *, tell: Callable[[str], None]) -> Language:
    """The pipeline trained with averaged weights; `folder` keeps the state after each epoch and where to go on.

    `tell` is given a line after each epoch. The same seed gives the same weights, after an interruption too but for
    rounding: all random choices of an epoch follow from its number.
    """
    fix_random_seed(lesson.seed)
    nlp.initialize(lambda: lesson.examples(nlp, 0))
    optimizer = Adam(_LEARN_RATE, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    done, steps = checkpoint.load(nlp, optimizer, folder)
    for epoch in range(done, lesson.epochs):
        fix_random_seed(lesson.seed + epoch)
        losses, steps = _epoch(nlp, optimizer, lesson, epoch, steps)
        checkpoint.save(nlp, optimizer, folder, epochs=epoch + 1, steps=steps)
        shown = ", ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
        tell(f"{lesson.name}: epoch {epoch + 1} of {lesson.epochs}: {shown}")
    with_averages(nlp, optimizer)
    return nlp


def _epoch(nlp: Language, optimizer: Optimizer, lesson: Lesson, epoch: int, steps: int) -> tuple[dict[str, float], int]:
    """One pass over the examples: the losses by component, and the number of steps made since the beginning."""
    examples = lesson.examples(nlp, epoch)
    Random(f"order {lesson.seed} {epoch}").shuffle(examples)
    batches = list(batched(examples, _BATCH_WORDS[min(epoch, len(_BATCH_WORDS) - 1)]))
    losses: dict[str, float] = {}
    for place, batch in enumerate(batches):
        passed = (epoch + place / len(batches)) / lesson.epochs
        warm = min(1.0, (steps + 1) / _WARM_UP)
        optimizer.learn_rate = _LEARN_RATE * warm * (1 - passed * (1 - _LAST_SHARE))
        nlp.update(batch, sgd=optimizer, drop=_DROPOUT, losses=losses)
        steps += 1
    return losses, steps


def batched(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    """Examples in their order, so many at a time that they have about this number of words together."""
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def with_averages(nlp: Language, optimizer: Optimizer) -> None:
    """Give the pipeline the mean of its weights over the last steps, which is better than the last of them."""
    averages = optimizer.averages or {}
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if (node.id, name) in averages:
                    node.set_param(name, averages[node.id, name])
