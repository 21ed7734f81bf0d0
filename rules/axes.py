"""The four axes of a status with their values, labels and order, as `rules/axes.toml` gives them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from loftespor.errors import RuleFileError

LANGUAGES = ("nb", "nn", "en")
GROUNDS = ("stated", "silent", "reviewed", "unsearched")
TONES = ("done", "partly", "moving", "talk", "stopped", "silent", "unsearched", "check")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an axis: its labels and what counts for it, both by language, and what it stands on."""

    axis: str
    id: str
    ground: str  # one of GROUNDS
    tone: str  # one of TONES
    labels: Mapping[str, str]
    counts: Mapping[str, str]

    @property
    def stated(self) -> bool:
        """True where the value needs at least one piece of evidence, quoted."""
        return self.ground == "stated"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with its values in the order in which reports print them."""

    id: str
    labels: Mapping[str, str]
    question: Mapping[str, str]
    values: tuple[Value, ...]

    def value(self, value_id: str) -> Value:
        """The value with this id; raises RuleFileError where the axis has none."""
        for value in self.values:
            if value.id == value_id:
                return value
        raise RuleFileError(
            f"rules/axes.toml: the axis {self.id} has no value '{value_id}' "
            f"(it has {', '.join(v.id for v in self.values)}). Correct the rule that gives it."
        )


@dataclass(frozen=True, slots=True)
class Labelled:
    """An id with its labels by language: a form of decision or a station of the line."""

    id: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Axes:
    """All that `rules/axes.toml` holds."""

    axes: tuple[Axis, ...]
    forms: tuple[Labelled, ...]
    stations: tuple[Labelled, ...]
    headline_order: tuple[str, ...]
    must_check: Mapping[str, str]

    def axis(self, axis_id: str) -> Axis:
        """The axis with this id; raises RuleFileError where there is none."""
        for axis in self.axes:
            if axis.id == axis_id:
                return axis
        raise RuleFileError(f"rules/axes.toml: there is no axis '{axis_id}'. Correct the rule that names it.")


@cache
def load_axes() -> Axes:
    """The axes of the installed program; raises RuleFileError where the file does not follow its form."""
    return read_axes(files("loftespor.rules").joinpath("axes.toml").read_text(encoding="utf-8"))


def read_axes(text: str) -> Axes:
    """The axes that a TOML text gives; raises RuleFileError where it does not follow the form."""
    try:
        data = tomllib.loads(text)
        return Axes(
            axes=tuple(_axis(entry) for entry in data["axis"]),
            forms=tuple(Labelled(entry["id"], _labels(entry)) for entry in data["form"]),
            stations=tuple(Labelled(entry["id"], _labels(entry)) for entry in data["station"]),
            headline_order=tuple(data["headline"]["order"]),
            must_check=_labels(data["headline"]["must_check"]),
        )
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"rules/axes.toml is not TOML: {error}. Correct that line.") from error
    except KeyError as error:
        raise RuleFileError(f"rules/axes.toml: {error} is missing. Add it to the entry.") from error


def _axis(entry: Mapping[str, Any]) -> Axis:
    axis_id = str(entry["id"])
    values = tuple(_value(axis_id, value) for value in entry["value"])
    if len({value.id for value in values}) < len(values):
        raise RuleFileError(f"rules/axes.toml: the axis {axis_id} has a value twice. Take one of them out.")
    return Axis(axis_id, _labels(entry), _labels(entry["question"]), values)


def _value(axis: str, entry: Mapping[str, Any]) -> Value:
    for name, allowed in (("ground", GROUNDS), ("tone", TONES)):
        if entry[name] not in allowed:
            raise RuleFileError(
                f"rules/axes.toml: {axis} {entry['id']}: {name} is '{entry[name]}', not one of {', '.join(allowed)}."
            )
    return Value(axis, entry["id"], entry["ground"], entry["tone"], _labels(entry), _labels(entry["counts"]))


def _labels(entry: Mapping[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({language: str(entry[language]) for language in LANGUAGES})
