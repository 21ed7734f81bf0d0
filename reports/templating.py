"""The templates of pages, in a language: all that is put into them is escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from loftespor.reports.language import Language


def templates_in(language: Language) -> Environment:
    """The templates with a language's texts; `lang`, `n` (numbers) and `kind` (of commitments) are known to all."""
    environment = Environment(
        loader=PackageLoader("loftespor.reports", "templates"), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    environment.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.globals |= {"lang": language.code, "n": language.number, "kind": language.kind}
    return environment
