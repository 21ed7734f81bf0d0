"""Cards of what was trained: Markdown from a template of this package and figures."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined


def render(template: str, /, **figures: object) -> str:
    """The card in the file `template` with these figures; raises jinja2.UndefinedError where one is missing."""
    markdown = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701
    text = files("loftespor.extract.training").joinpath(template).read_text(encoding="utf-8")
    return markdown.from_string(text).render(**figures)
