import re
from collections.abc import Sequence
from datetime import date
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from loftespor.reports.language import Language

REPORTS = Path(__file__).resolve().parents[2] / "reports"
NBSP = "\N{NO-BREAK SPACE}"
PLACE = re.compile(r"%\(\w+\)s")


def catalogue(lang: str) -> Catalog:
    with (REPORTS / f"locale/{lang}/LC_MESSAGES/loftespor.po").open("rb") as po:
        return read_po(po, locale=lang)


def forms(text: str | Sequence[str] | None) -> list[str]:
    """The forms of a message: one, or singular and plural."""
    return [text] if isinstance(text, str) else list(text or ())


def messages() -> set[str | tuple[str, ...]]:
    with (REPORTS / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)  # type: ignore[no-untyped-call]  # Babel's is not annotated
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "count": (1, 2)}
    found = extract_from_dir(REPORTS, methods, options, keywords=keywords)
    return {message for _, _, message, _, _ in found}


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_every_message_is_translated_and_no_other(lang: str) -> None:
    known = {m.id for m in catalogue(lang) if m.id}
    assert len(known) > 250, "the catalogue holds all texts of the templates"
    assert known == messages()


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_translations_are_whole_and_keep_their_places(lang: str) -> None:
    for message in catalogue(lang):
        ids, texts = forms(message.id), forms(message.string)
        assert not message.fuzzy
        assert all(texts), message.id
        if message.id:
            assert {tuple(sorted(PLACE.findall(t))) for t in texts} <= {tuple(sorted(PLACE.findall(i))) for i in ids}


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_the_compiled_catalogue_is_that_of_the_text(lang: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(lang))
    assert (REPORTS / f"locale/{lang}/LC_MESSAGES/loftespor.mo").read_bytes() == compiled.getvalue()


def test_the_catalogue_is_read_at_run_time() -> None:
    translations = Language("en").translations
    assert isinstance(translations, GNUTranslations)
    assert translations.gettext("Metode") == "Method"


@pytest.mark.parametrize(
    ("lang", "value", "long", "short"),
    [
        pytest.param("nb", date(2025, 12, 17), "17. desember 2025", "17.12.2025", id="Bokmål"),
        pytest.param("nn", "2025-05-01", "1. mai 2025", "1.5.2025", id="Nynorsk, from ISO"),
        pytest.param("en", "2025-05-01", "1 May 2025", "01/05/2025", id="English"),
        pytest.param("nb", "våren 2025", "våren 2025", "våren 2025", id="what is no date stands as it is"),
        pytest.param("nb", None, "", "", id="missing"),
    ],
)
def test_dates(lang: str, value: date | str | None, long: str, short: str) -> None:
    assert (Language(lang).long_date(value), Language(lang).short_date(value)) == (long, short)


@pytest.mark.parametrize(
    ("part", "whole", "nb", "en"),
    [
        pytest.param(1, 8, f"13{NBSP}%", "13%", id="half a per cent is rounded up"),
        pytest.param(1, 400, f"0,2{NBSP}%", "0.2%", id="below one per cent with a decimal"),
        pytest.param(0, 5, f"0{NBSP}%", "0%", id="none"),
        pytest.param(0, 0, "–", "–", id="a share of nothing is no share"),
    ],
)
def test_per_cents(part: int, whole: int, nb: str, en: str) -> None:
    assert (Language("nb").percent(part, whole), Language("en").percent(part, whole)) == (nb, en)


@pytest.mark.parametrize(
    ("headline", "form", "funding", "expected"),
    [
        pytest.param("adopted", "vedtakspunkt", "no_evidence", "Vedtatt", id="the plain form is not named"),
        pytest.param("adopted", "merknad", "not_assessed", "Vedtatt (merknad)", id="a remark binds politically only"),
        pytest.param("adopted", "merknad", "funded", "Vedtatt (merknad; finansiert)", id="funding in brackets"),
        pytest.param("implemented", "merknad", "funded", "Gjennomført", id="only a decision has brackets"),
        pytest.param(
            "rejected", "merknad", "funded", "Ikke vedtatt (falt; merknad; finansiert)", id="one bracket only"
        ),
        pytest.param(
            "adopted", None, "proposed", "Vedtatt (finansiering: foreslått)", id="what is proposed is the money"
        ),
        pytest.param("referred", "oversendelse", "no_evidence", "Oversendt", id="a form that says nothing more"),
        pytest.param("funded", None, "funded", "Finansiert", id="funding alone"),
        pytest.param("must_check", None, "funded", "Må kontrolleres", id="no value of an axis"),
    ],
)
def test_headlines(headline: str, form: str | None, funding: str, expected: str) -> None:
    assert Language("nb").headline(headline, form=form, funding=funding) == expected


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="nb, nn, en"):
        Language("sv")
