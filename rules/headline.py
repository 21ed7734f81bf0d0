"""The headline: the one value of four that is printed first, by the order that axes.toml gives."""

from loftespor.rules.axes import load_axes


def headline(*, decision: str, funding: str, implementation: str, documentation: str) -> str:
    """The first that holds of the printed order: a value's id, or 'must_check'."""
    axes = load_axes()
    values = (decision, funding, implementation)
    for entry in axes.headline_order:
        if entry == "must_check":
            if documentation in ("suspect", "conflicting"):
                return entry
        elif entry in ("decision", "funding"):
            value = decision if entry == "decision" else funding
            if axes.axis(entry).value(value).stated:
                return value
        elif entry in values:
            return entry
    return "not_assessed"
