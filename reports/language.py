"""The language of a report: its texts, labels, dates and numbers.

Bokmål is the language of the message ids; `locale/` holds the translations to Nynorsk and English. The values of
the axes have their labels in `rules/axes.toml`.
"""

import gettext
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Final

from loftespor.extract.frame import topic_ids, topic_name, translated
from loftespor.rules.axes import LANGUAGES, Value, load_axes

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

MONTHS: Mapping[str, tuple[str, ...]] = {
    "nb": ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip

# Values of funding that in a bracket behind a decision would seem to speak of the decision.
_SAYS_TOO_LITTLE: Final = frozenset({"proposed", "cut", "voted_down"})


def N_(message: str) -> str:  # noqa: N802 -- gettext's name for a message that is translated later
    """The message itself, marked for the catalogues."""
    return message


KINDS: Mapping[str, str] = {
    "pledge": N_("løfte"),
    "proposal": N_("forslag"),
    "demand": N_("krav"),
    "recommendation": N_("anbefaling"),
    "request": N_("anmodning"),
    "decision": N_("vedtak"),
}
DOCUMENT_KINDS: Mapping[str, str] = {
    "programme": N_("program"),
    "resolution": N_("resolusjon"),
    "memo": N_("notat"),
    "consultation_response": N_("høringssvar"),
    "speech": N_("tale"),
    "minutes": N_("protokoll"),
    "agenda": N_("saksliste"),
    "case_paper": N_("saksframlegg"),
    "proposal": N_("forslag"),
    "answer": N_("svar"),
    "budget": N_("budsjett"),
    "alternative_budget": N_("alternativt budsjett"),
    "accounts": N_("regnskap"),
    "annual_report": N_("årsrapport"),
    "followup": N_("oppfølging av vedtak"),
    "plan": N_("plan"),
    "law": N_("lov"),
    "other": N_("annet dokument"),
}
STATION_AXES: Mapping[str, str] = {
    "moved": "decision",
    "answered": "decision",
    "recommended": "decision",
    "adopted": "decision",
    "budgeted": "funding",
    "begun": "implementation",
    "done": "implementation",
}


class Language:
    """One language of a report; raises ValueError for a language that is not nb, nn or en."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise ValueError(f"there is no report in '{code}'; choose one of {', '.join(LANGUAGES)}")
        self.code = code
        self.translations: gettext.NullTranslations = _translations(code)
        self.axes = load_axes()
        self._values = {(a.id, v.id): v for a in self.axes.axes for v in a.values}
        self._stations = {s.id: s.labels for s in self.axes.stations}
        self._forms = {f.id: f.labels for f in self.axes.forms}

    def text(self, message: str) -> str:
        """A message in this language."""
        return self.translations.gettext(message)

    def count(self, singular: str, plural: str, number: int) -> str:
        """A message that counts, with the number put in the place of %(num)s."""
        return self.translations.ngettext(singular, plural, number) % {"num": self.number(number)}

    def value(self, axis: str, value: str) -> Value | None:
        """A value of an axis, None where the axis has no such value."""
        return self._values.get((axis, value))

    def label(self, axis: str, value: str) -> str:
        """The label of a value of an axis; an unknown value stands as it is."""
        known = self._values.get((axis, value))
        return known.labels[self.code] if known else value

    def tone(self, axis: str, value: str) -> str:
        """The tone of a value of an axis, as `rules/axes.toml` gives it."""
        known = self._values.get((axis, value))
        return known.tone if known else "talk"

    def form(self, form: str | None) -> str:
        """The label of a decision's form."""
        return self._forms[form][self.code] if form and form in self._forms else (form or "")

    def station(self, station: str) -> str:
        """The label of a station of the line."""
        return self._stations[station][self.code] if station in self._stations else station

    def station_value(self, station: str, value: str) -> str:
        """What happened at a station: a value of its axis, or a station's own word."""
        axis = STATION_AXES.get(station, "decision")
        return self.label(axis, value) if (axis, value) in self._values else self.station(value)

    def refuses(self, station: str, value: str) -> bool:
        """True where a value ends the line at its station: 'falt', 'ikke finansiert', 'frafalt'."""
        return self.tone(STATION_AXES.get(station, "decision"), value) == "stopped"

    def kind(self, kind: str | None) -> str:
        """The label of a commitment's kind."""
        return self.text(KINDS[kind]) if kind and kind in KINDS else (kind or "")

    def topics(self, ids: Iterable[str]) -> str:
        """The names of topics, with commas; an id that the vocabulary no longer has stands as it is."""
        known = topic_ids()
        return ", ".join(topic_name(id, self.code) if id in known else id for id in ids)

    def testability(self, reason: str | None) -> str:
        """Why a commitment can be tested or not; nothing where nobody judged it."""
        return translated(reason, self.code) if reason else ""

    def document_kind(self, kind: str | None) -> str:
        """The label of a document's kind."""
        return self.text(DOCUMENT_KINDS[kind]) if kind and kind in DOCUMENT_KINDS else (kind or "")

    def long_date(self, value: date | str | None) -> str:
        """A date in words: '17. desember 2025', '17 December 2025'; a date that cannot be read stands as it is."""
        day = _as_date(value)
        if day is None:
            return str(value or "")
        month = MONTHS["en" if self.code == "en" else "nb"][day.month - 1]
        return f"{day.day}{'' if self.code == 'en' else '.'} {month} {day.year}"

    def short_date(self, value: date | str | None) -> str:
        """A date in figures: '17.12.2025', in English '17/12/2025'."""
        day = _as_date(value)
        if day is None:
            return str(value or "")
        return f"{day:%d/%m/%Y}" if self.code == "en" else f"{day.day}.{day.month}.{day.year}"

    def number(self, number: int) -> str:
        """A whole number with its thousands set apart."""
        figures = f"{number:,}".replace(",", "," if self.code == "en" else NO_BREAK_SPACE)
        return figures.replace("-", "\N{MINUS SIGN}")

    def percent(self, part: int, whole: int) -> str:
        """A share in per cent: whole per cents, one decimal below one; '–' where there is nothing to share."""
        if whole == 0:
            return "–"
        share = 100 * part / whole
        # Half a per cent is rounded up, as readers do it; Python's format rounds halves to even.
        figure = f"{share:.1f}" if 0 < share < 1 else str((200 * part + whole) // (2 * whole))
        return f"{figure}%" if self.code == "en" else figure.replace(".", ",") + f"{NO_BREAK_SPACE}%"

    def headline(self, headline: str, *, form: str | None, funding: str) -> str:
        """A headline in words: 'Vedtatt (merknad; finansiert)'. Unknown words stand as they are."""
        if headline in {"must_check", "suspect", "conflicting"}:
            return self.axes.must_check[self.code]
        axis = self.headline_axis(headline)
        label = self.label(axis, headline)
        if axis == "decision" and self._stated("decision", headline):
            label = _with_brackets(label, [*self._form_words(headline, form), *self._funding_words(funding)])
        return label[:1].upper() + label[1:]

    def _form_words(self, decision: str, form: str | None) -> list[str]:
        """The form where it says more than the decision does: the usual one, and 'oversendt' itself, do not."""
        plain = form is None or form == "vedtakspunkt" or (form == "oversendelse" and decision == "referred")
        return [] if plain else [self.form(form)]

    def _funding_words(self, funding: str) -> list[str]:
        if not self._stated("funding", funding):
            return []
        label = self.label("funding", funding)
        return [f"{self.axes.axis('funding').labels[self.code]}: {label}" if funding in _SAYS_TOO_LITTLE else label]

    def headline_axis(self, headline: str) -> str:
        """The axis a headline is a value of, in the order of the headline's rule."""
        for axis in ("implementation", "decision", "funding"):
            if (axis, headline) in self._values:
                return axis
        return "implementation"

    def headline_tone(self, headline: str) -> str:
        """The tone of a headline."""
        if headline in {"must_check", "suspect", "conflicting"}:
            return "check"
        return self.tone(self.headline_axis(headline), headline)

    def _stated(self, axis: str, value: str) -> bool:
        known = self._values.get((axis, value))
        return known is not None and known.stated


def _with_brackets(label: str, words: Sequence[str]) -> str:
    """'vedtatt' with 'merknad' gives 'vedtatt (merknad)', 'trukket (a)' with it 'trukket (a; merknad)'."""
    if not words:
        return label
    inside = "; ".join(words)
    return f"{label[:-1]}; {inside})" if label.endswith(")") else f"{label} ({inside})"


def _as_date(value: date | str | None) -> date | None:
    if isinstance(value, date) or value is None:
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _translations(code: str) -> gettext.NullTranslations:
    if code == "nb":
        return gettext.NullTranslations()
    with files("loftespor.reports").joinpath(f"locale/{code}/LC_MESSAGES/loftespor.mo").open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue)
