"""The page of an evaluation: the tables, what changed, and every error in its context, to be judged by a person.

It is one file without requests. Judgements are kept by the browser (localStorage) under the ids of the cases, so they
are there again when the evaluation is written anew, and are saved by a button as JSON lines.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from loftespor.errors import ForeignReportError
from loftespor.evaluation.cases import Case, Result
from loftespor.evaluation.comparison import Changes, SavedCase
from loftespor.evaluation.counts import Share
from loftespor.evaluation.evaluation import Evaluation
from loftespor.evaluation.places import Place
from loftespor.evaluation.tables import By
from loftespor.reports.language import N_, Language
from loftespor.reports.templating import templates_in

OWN = '<meta name="generator" content="loftespor evaluate">'  # by this the page is known when it is written again
RESULTS: dict[Result, str] = {"missed": N_("oversett"), "false": N_("funnet, men feil"), "kind": N_("feil type")}
GROUPS: dict[By, str] = {
    "all": N_("Alle"), "form": N_("Etter form"), "kind": N_("Etter type"), "language": N_("Etter målform"),
    "document": N_("Etter dokument"), "rule": N_("Etter regelen som fant dem"),
}  # fmt: skip
FORMS = {"list": N_("listeledd"), "sentence": N_("setning"), "heading": N_("mellomtittel")}
LANGUAGES = {"nb": N_("bokmål"), "nn": N_("nynorsk")}
CHANGES = {
    "newly found": N_("Funnet nå, oversett før"),
    "lost": N_("Oversett nå, funnet før"),
    "no longer found in vain": N_("Ikke lenger funnet feilaktig"),
    "newly found in vain": N_("Funnet feilaktig nå, ikke før"),
    "now of the right kind": N_("Rett type nå, feil før"),
    "now of a wrong kind": N_("Feil type nå, rett før"),
}
_TONES: dict[Result, str] = {"missed": "silent", "false": "stopped", "kind": "check"}
_FEW = 30  # passages; below it a share says little, and is printed so


@dataclass(frozen=True, slots=True)
class Card:
    """One error as the page shows it: the case, where it stands, and what is nearest on the other side."""

    case: Case
    tone: str
    place: Place | None
    language: str
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One list of changes as the page shows it."""

    title: str
    gain: bool
    cases: tuple[SavedCase, ...]


def write_evaluation(out: Path, evaluations: Sequence[Evaluation], changes: Changes | None, *, lang: str) -> Path:
    """Write the page and give its path; raises ForeignReportError where another program's file has its name."""
    if out.exists() and OWN not in out.read_text(encoding="utf-8", errors="replace"):
        raise ForeignReportError(f"{out} is no page of an evaluation. Move it, or give another name with --out.")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(evaluation_page(evaluations, changes, language=Language(lang)), encoding="utf-8")
    return out


def evaluation_page(evaluations: Sequence[Evaluation], changes: Changes | None, *, language: Language) -> str:
    """The page as text."""
    style, script = _asset("evaluation.css"), _asset("evaluation.js")
    words = _Words(language)
    environment = templates_in(language)
    environment.globals |= {
        "result": words.result, "form": words.form, "share": words.share, "group": words.group,
        "shown_group": words.member,
    }  # fmt: skip
    cards = [card for evaluation in evaluations for card in _cards(evaluation)]
    return environment.get_template("evaluation.html").render(
        own=OWN, style=style, script=script, style_hash=_hash(style), script_hash=_hash(script),
        evaluations=evaluations, cards=cards, changes=_changes(changes, language), few=_FEW,
        not_compared=changes.not_compared if changes else (), compared=changes is not None,
        documents=sorted({card.case.unit.document for card in cards}),
        shown={card.case.id for card in cards},
        results=[part for part in RESULTS if any(card.case.result == part for card in cards)],
        kinds=sorted({card.case.subject.kind for card in cards if card.case.subject.kind}),
    )  # fmt: skip


def _asset(name: str) -> str:
    """A file of ours that stands in the page itself, unescaped."""
    return files("loftespor.reports").joinpath(f"assets/{name}").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the page allows its own style and script, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cards(evaluation: Evaluation) -> Iterator[Card]:
    for case in evaluation.errors:
        other = case.gold if case.result == "false" else case.found
        place = evaluation.places.place(case)
        language = place.language if place else evaluation.places.language(case)
        yield Card(case, _TONES[case.result], place, language, other.text if other and case.ratio else None)


def _changes(changes: Changes | None, language: Language) -> list[Change]:
    if changes is None:
        return []
    return [Change(language.text(CHANGES[name]), gain, cases) for name, gain, cases in changes.parts()]


class _Words:
    """The page's words for values."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def result(self, result: Result) -> str:
        """What is wrong with a passage."""
        return self._language.text(RESULTS[result])

    def form(self, form: str) -> str:
        """The label of a commitment's form."""
        return self._language.text(FORMS[form]) if form in FORMS else form

    def group(self, by: By) -> str:
        """The heading of a table's part."""
        return self._language.text(GROUPS[by])

    def member(self, by: By, group: str) -> str:
        """The name of a group: its label where it has one."""
        match by:
            case "all":
                return self.group("all")
            case "form":
                return self.form(group)
            case "kind":
                return self._language.kind(group) if group != "not said" else self._language.text(N_("ikke oppgitt"))
            case "language":
                return self._language.text(LANGUAGES[group]) if group in LANGUAGES else group
            case _:
                return group

    def share(self, share: Share | None) -> Markup:
        """A share in per cent with its interval."""
        if share is None:
            return Markup("–")
        value, low, high = (self._per_cent(part) for part in share)
        return Markup('{} <span class="interval">{}–{}</span>').format(value, low, high)

    def _per_cent(self, share: float) -> str:
        figure = f"{100 * share:.1f}"
        return figure if self._language.code == "en" else figure.replace(".", ",")
