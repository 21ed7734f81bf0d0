import pytest

from loftespor.extract.data_file import read_data
from loftespor.extract.inline_list import find_inline_lists
from loftespor.extract.lead_in import LeadIn, find_lead_in
from loftespor.extract.statements import make_statement

ROWS = read_data("lead_ins.toml")["row"]
EXAMPLES = [(row["name"], text, row.get("place") == "heading") for row in ROWS for text in row["examples"]]
COUNTEREXAMPLES = [
    (row["name"], text, row.get("place") == "heading") for row in ROWS for text in row["counterexamples"]
]


def lead_in(text: str) -> LeadIn:
    found = find_lead_in(text)
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "text", "heading"), EXAMPLES)
def test_examples_of_the_data_file(name: str, text: str, heading: bool) -> None:
    found = find_lead_in(text, heading=heading)
    assert found is not None
    assert found.rule == name


@pytest.mark.parametrize(("name", "text", "heading"), COUNTEREXAMPLES)
def test_counterexamples_of_the_data_file(name: str, text: str, heading: bool) -> None:
    found = find_lead_in(text, heading=heading)
    assert found is None or found.rule != name


CASES = [
    ("Fjordvik SV vil:", "pledge", "Fjordvik SV", None, "a local branch"),
    ("SV vil", "pledge", "SV", None, "no colon"),
    ("RØDT VIL:", "pledge", "Rødt", None, "capitals"),
    ("I neste periode vil vi:", "pledge", "vi", None, "the subject after the verb"),
    ("Kommunen må:", "demand", None, "Kommunen", "who is to act is an addressee"),
    ("Vi ber regjeringen om å:", "request", "Vi", "regjeringen", "who is asked"),
    ("Fylkeslaget gjer framlegg om", "proposal", "Fylkeslaget", None, "Nynorsk"),
    ("Forslag til vedtak:", "proposal", None, None, "a label"),
    ("Departementet bes om å:", "request", None, "Departementet", "the subject of a passive request is asked"),
    ("FJORDVIK BYLISTE KREVER:", "demand", None, None, "in capitals no word is an abbreviation"),
    ("Stiftelsen mener departementet bør:", "recommendation", None, "departementet", "who is to act, in a view"),
    ("Fjordvik kommune bør:", "recommendation", None, "Fjordvik kommune", "a name of two words"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "addressee"), [pytest.param(*row[:-1], id=row[-1]) for row in CASES])
def test_kind_and_who(text: str, kind: str, actor: str | None, addressee: str | None) -> None:
    found = lead_in(text)
    assert (found.kind, found.actor, found.addressee, found.effect) == (kind, actor, addressee, "commit")


@pytest.mark.parametrize(
    "text", ["Tiltaket vil:", "Dette fører til:", "Figur 1", "", "Møtet ble hevet klokken tre.", "Tabellen viser:"]
)
def test_what_is_no_lead_in(text: str) -> None:
    found = find_lead_in(text)
    assert found is None or found.effect == "describe"


def test_the_issuer_of_the_document_is_known_by_its_name() -> None:
    assert find_lead_in("Vannvennene vil:") is None
    found = find_lead_in("Vannvennene vil:", issuer="Vannvennene")
    assert found is not None
    assert found.actor == "Vannvennene"


INLINE = [
    (
        "Saken er gammel. Forslag til vedtak: 1. Byrådet bes utrede saken. 2. Svaret legges frem. Loven sier noe.",
        ["Byrådet bes utrede saken.", "Svaret legges frem."],
        "numbers; the last item is one sentence",
    ),
    ("Fjordvik SV vil: • bygge skoler • senke prisene", ["bygge skoler", "senke prisene"], "bullets"),
    ("Forslag: a) Veien stenges. b) Broen åpnes.", ["Veien stenges.", "Broen åpnes."], "letters"),
    (
        "Byrådet fatter følgende vedtak: Planen sendes på høring. Ingen stemte.",
        ["Planen sendes på høring."],
        "one sentence",
    ),
    (
        "Forslag til vedtak: 1.Kaia stenges. 2.Parken åpnes.",
        ["Kaia stenges.", "Parken åpnes."],
        "no space behind the numbers",
    ),
    ("Fjordvik SV vil: − bygge skoler − senke prisene", ["bygge skoler", "senke prisene"], "minus signs as dashes"),
    ("Vi så tre ting: 1. Været var fint. 2. Sola skinte.", [], "no lead-in"),
    ("Tiltaket kostet 1. Så 2. Og 3.", [], "numbers without a lead-in"),
]


@pytest.mark.parametrize(("text", "items"), [pytest.param(*row[:-1], id=row[-1]) for row in INLINE])
def test_lists_in_running_text(text: str, items: list[str]) -> None:
    found = [text[a:b] for inline in find_inline_lists(text) for a, b in inline.items]
    assert found == items


STATEMENTS = [
    (
        "Øremerke midler til svømming.",
        "Fjordvik SV vil:",
        "Fjordvik SV vil øremerke midler til svømming",
        "an infinitive",
    ),
    ("At skolen åpnes.", "RØDT VIL:", "Rødt vil at skolen åpnes", "an 'at' clause below capitals"),
    ("at bussen er gratis", "Vi vil at", "Vi vil at bussen er gratis", "'at' is said once"),
    ("vil stille krav til anbud", "Venstre vil:", "Venstre vil stille krav til anbud", "the verb is said once"),
    (
        "Kontantar skal vere gyldige.",
        "Senterpartiet vil:",
        "Senterpartiet vil at kontantar skal vere gyldige",
        "a sentence",
    ),
    ("NAV styrkes", "Vi vil at", "Vi vil at NAV styrkes", "a name keeps its capitals"),
    ("Bygge broen", "Vi foreslår følgende tiltak:", "Vi foreslår følgende tiltak: Bygge broen", "what is announced"),
    ("Byrådet bes utrede saken.", "Forslag til vedtak:", "Byrådet bes utrede saken", "a label is not said"),
    ("flere benker", "Våre løfter:", "Flere benker", "nor is a noun; the item begins the sentence"),
    ("Hallene må være gratis.", "Vi har to krav:", "Vi har to krav: Hallene må være gratis", "a noun announces"),
    (
        "flytte rådhuset; og",
        "Gruppen anbefaler å:",
        "Gruppen anbefaler å flytte rådhuset",
        "'og' leads to the next item",
    ),
    ("Ny bro.", "Fjordvik SV vil:", "Fjordvik SV vil ha ny bro", "what is wanted is no verb"),
    ("Nei til bompenger.", "Vi vil:", "Vi vil si nei til bompenger", "a refusal"),
    ("500 nye boliger", "Da må kommunen:", "Da må kommunen ha 500 nye boliger", "a number"),
    ("I hovedsak jobbe lokalt", "Vi vil:", "Vi vil i hovedsak jobbe lokalt", "an adverb before the verb"),
    ("Det innføres boplikt.", "Rådet vedtar:", "Rådet vedtar at det innføres boplikt", "a passive sentence"),
    (
        "Elever som strever skal få hjelp",
        "Vi krever:",
        "Vi krever at elever som strever skal få hjelp",
        "its main verb",
    ),
    (
        "Fortau langs vei som er smal",
        "Vi krever:",
        "Vi krever fortau langs vei som er smal",
        "a relative clause is none",
    ),
    ("Døra skal være åpen.", "Kommunen skal:", "Kommunen skal: Døra skal være åpen", "a sentence that no 'at' fits"),
    ("Vi vil verne elva.", "Vi vil:", "Vi vil verne elva", "the lead-in is said once"),
    ("BYGG UT BUSSEN", "VI VIL:", "Vi vil bygg ut bussen", "capitals"),
    ("bygge ut hjelpen. Dette gjelder:", "Vi vil:", "Vi vil bygge ut hjelpen", "a lead-in below is not said"),
    ("leggje ned skulen", "Difor vil vi ikkje:", "Difor vil vi ikkje leggje ned skulen", "Nynorsk"),
]


@pytest.mark.parametrize(("item", "opening", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in STATEMENTS])
def test_statements(item: str, opening: str, expected: str) -> None:
    assert make_statement(item, lead_in(opening)) == expected
