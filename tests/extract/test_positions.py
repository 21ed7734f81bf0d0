"""Positions: what the rows of positions.toml find, who holds them, what they are about, and which papers give them."""

import pytest

from loftespor.extract.data_file import read_data
from loftespor.extract.positions import find_positions, find_stands
from loftespor.extract.records import Decision
from loftespor.ingest.document import Block, BlockKind, Document, DocumentKind

ROWS = read_data("positions.toml")["row"]
SAID = [(row["name"], row["stance"], text) for row in ROWS for text in row["examples"]]
DENIED = [(row["name"], row["negated"], text) for row in ROWS for text in row.get("denied", ())]
UNSAID = [(row["name"], text) for row in ROWS for text in row["counterexamples"]]


def paper(*texts: str, kind: DocumentKind | None = "consultation_response", block: BlockKind = "paragraph") -> Document:
    text, blocks = "", []
    for number, part in enumerate(texts):
        blocks.append(Block(number, block, len(text), len(text) + len(part), 1))
        text += part + "\n"
    return Document("h.txt", "h.txt", "h", text, 1, "", "test", blocks=tuple(blocks), kind=kind, issuer="Bydel Tangen")


@pytest.mark.parametrize(("name", "stance", "text"), [*SAID, *DENIED])
def test_each_example_is_found_by_its_row(name: str, stance: str, text: str) -> None:
    assert (name, stance) in [(stand.row.name, stand.stance) for stand in find_stands(text)]


@pytest.mark.parametrize(("name", "text"), UNSAID)
def test_no_counterexample_gives_a_position(name: str, text: str) -> None:
    assert [stand.row.name for stand in find_stands(text)] == [], name


@pytest.mark.parametrize(
    ("text", "holder", "reason"),
    [
        ("Vi støtter forslaget.", "Bydel Tangen", "'vi' is the issuer"),
        ("Derfor støttar me framlegget.", "Bydel Tangen", "'me' behind the verb too"),
        ("Fjordvik eldreråd støtter forslaget.", "Fjordvik eldreråd", "a name that no list knows"),
        ("Fagforbundet i Fjordvik støtter forslaget.", "Fagforbundet i Fjordvik", "a body with its place"),
        ("Etter en samlet vurdering støtter Bydel Elvebyen forslaget.", "Bydel Elvebyen", "a subject behind the verb"),
        ("Flertallet i utvalget er positive til forslaget.", "Flertallet i utvalget", "as written, not its last noun"),
        ("KS skriver at de støtter forslaget.", "KS", "'de' of reported speech is who is reported"),
        ("Elevrådet mener at Fjordvik kommune er imot forslaget.", "Fjordvik kommune", "the one who is reported"),
        ("De støtter forslaget.", None, "'de' alone is nobody known"),
        ("Forslaget støttes.", None, "the passive names nobody"),
        ("Forslaget støttes av Eldrerådet.", "Eldrerådet", "unless it says by whom"),
        ("Støtter forslaget.", None, "the style of a telegram"),
        ("Rådet viser til saken, og slutter seg til forslaget.", "Rådet", "the subject of the clause before"),
    ],
)
def test_the_holder_is_who_stands_as_subject(text: str, holder: str | None, reason: str) -> None:
    (stand,) = find_stands(text, issuer="Bydel Tangen")
    assert stand.holder == holder, reason


@pytest.mark.parametrize(
    ("text", "target", "reason"),
    [
        ("Vi støtter forslaget om å etablere et analysemiljø.", "forslaget om å etablere et analysemiljø", "all of it"),
        ("Vi støtter forslaget om nattbuss, men savner tall.", "forslaget om nattbuss", "'men' opens something new"),
        ("Vi støtter forslaget om nattbuss, da behovet er stort.", "forslaget om nattbuss", "a reason is no target"),
        ("Vi støtter i all hovedsak forslaget.", "forslaget", "hedges are no part of it"),
        ("Vi støtter lov om dette, jf. NOU 2030:4.", None, "no proposal is named"),
        ("Vi støtter dette.", None, "'dette' says nothing alone"),
        ("Vi støtter hjelp til unge mellom 16–25 år i forslaget fra NOU 2030:4.", None, "the phrase names no proposal"),
        ("Vi er imot kutt i § 5 nr. 2 og § 6.", "kutt i § 5 nr. 2 og § 6", "the full stop of an abbreviation"),
        (
            "Forslaget om at alle leger får fast lønn støttes.",
            "Forslaget om at alle leger får fast lønn",
            "before the verb",
        ),
        ("Vi mener at skolen ikke bør legges ned.", "at skolen ikke bør legges ned", "inside the words"),
    ],
)
def test_the_target_is_the_words_that_say_it(text: str, target: str | None, reason: str) -> None:
    assert next((stand.target_text for stand in find_stands(text)), None) == target, reason


@pytest.mark.parametrize(
    ("text", "stances", "reason"),
    [
        ("Vi støtter forslaget under forutsetning av at staten betaler.", ["reserve"], "support on a condition"),
        ("Vi støttar framlegget så lenge staten betaler.", ["reserve"], "the same in Nynorsk"),
        ("Vi støtter forslaget om å gi adgang dersom legen tillater det.", ["support"], "the proposal's own condition"),
        ("Vi støtter ikke forslaget fullt ut.", ["oppose"], "denied"),
        ("Vi støtter ikke fullt ut forslaget om ny takst.", ["reserve"], "denied in part"),
        ("Vi støtter ikke bare forslaget, vi vil også betale.", ["support"], "'ikke bare' denies nothing"),
        ("Vi støtter forslag 1, men er imot forslag 2.", ["support", "oppose"], "two positions in one sentence"),
        ("Vi har ingen merknader til forslaget.", [], "neither for nor against"),
        ("Punkt 2 falt mot 12 stemmer.", [], "a vote is a decision"),
        ("SV, R og MDG stemte for forslaget.", [], "the same"),
    ],
)
def test_stances(text: str, stances: list[str], reason: str) -> None:
    assert [stand.stance for stand in find_stands(text)] == stances, reason


@pytest.mark.parametrize("kind", ["consultation_response", "answer", "speech", "memo", "minutes", "case_paper", None])
def test_kinds_that_give_positions(kind: DocumentKind | None) -> None:
    document = paper("Saken er viktig. Vi støtter forslaget om nattbuss. Takk.", kind=kind)
    (position,) = find_positions(document)
    assert document.text[position.start : position.end] == "Vi støtter forslaget om nattbuss."
    assert (position.stance, position.holder, position.rule) == ("support", "Bydel Tangen", "støtter")


@pytest.mark.parametrize("kind", ["programme", "budget", "law", "followup", "annual_report", "agenda", "plan"])
def test_kinds_that_give_none(kind: DocumentKind) -> None:
    assert find_positions(paper("Vi støtter forslaget om nattbuss.", kind=kind)) == ()


def test_what_is_put_to_the_vote_is_no_position_but_a_remark_is() -> None:
    document = paper("Bystyret slutter seg til forslaget.", "Byløftet støtter ikke forslaget.", kind="minutes")
    first, second = document.blocks
    voted = Decision(first.start, first.end, "decision", "adopted", "test")
    remark = Decision(second.start, second.end, "proposal", "not_stated", "test", decision_form="merknad")
    assert [p.start for p in find_positions(document, decisions=(voted, remark))] == [second.start]


def test_headings_give_none() -> None:
    assert find_positions(paper("Vi støtter forslaget om nattbuss.", block="heading")) == ()


def test_a_long_text_without_marks_costs_no_more_than_its_length() -> None:
    """A table read as running text: nothing is searched in it, and a sentence just short of that is read at once."""
    assert find_positions(paper("støtter ikke er enig i at " * 4_000)) == ()
    assert list(find_stands("er det som vi " * 100)) == []
