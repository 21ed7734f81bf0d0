"""Damaged text layers: what is repaired, what is left, and that the original is kept."""

from collections.abc import Callable
from difflib import SequenceMatcher

import pytest

from loftespor.ingest.drafts import Draft, assemble
from loftespor.ingest.language import read_languages
from loftespor.ingest.lines import clean_line
from loftespor.ingest.repair import mended

SENTENCES = (
    "Byen skal ha offentlige møteplasser, effektiv drift og bedre trafikksikkerhet for alle skoleelever.",
    "Vi vil gi næringslivet rettferdige vilkår, fornye flåten av bysykler og styrke finansieringen av kulturskolen.",
    "Det offentlige skal kjøpe inn fossilfrie kjøretøy, og gifter og avfall skal samles inn og sorteres bedre enn før.",
    "Partiet vil skaffe flere fagfolk til sykehjemmene, bekjempe konflikter i nabolag og differensiere avgiftene.",
    "Kraften fra fjellet gir stoff til flere arbeidsplasser, og frivilligheten finner løsninger som andre ikke finner.",
    "Ungdom skal få flere fritidstilbud, profesjonell oppfølging og flytte inn i rimelige boliger etter fullført løp.",
    "Vi løfter fram biblioteket, styrker forskriften om luftkvalitet og gir tilskudd til flerkulturelle foreninger.",
)
LIGATURES = ("ffi", "ff", "fi", "fl", "ft", "tt", "ti")


def read(text: str) -> tuple[str, list[tuple[str, str]], tuple[str, ...]]:
    drafts, notes = mended([Draft("paragraph", (clean_line(line),)) for line in text.splitlines()])
    made = assemble(drafts, languages=read_languages())
    return made.text, [(removed.kind, removed.original) for removed in made.removed], notes


def document(times: int = 20) -> str:
    return "\n".join(SENTENCES * times)


def mapped(**put: str) -> Callable[[str], str]:
    """A font that gives other characters for ligatures."""

    def damaged(text: str) -> str:
        for ligature, char in put.items():
            text = text.replace(ligature, char)
        return text

    return damaged


@pytest.mark.parametrize(
    ("damaged", "original", "least"),
    [
        (mapped(ff="W"), "W", 1.0),
        (mapped(ff="!"), "!", 0.8),  # 'sto!' may end a sentence
        (mapped(fi=">"), ">", 1.0),
        (mapped(ti="=", tt="#"), "=", 1.0),
        (mapped(ff="\ue123"), "U+E123", 1.0),  # a private character, which nobody could read
        (mapped(ft="Q", ff="W", fl="$"), "Q", 1.0),
        (mapped(å="Ã¥", ø="Ã¸", æ="Ã¦"), "Ã¥", 1.0),  # UTF-8 read as Windows-1252
        (mapped(å="√•", ø="√∏", æ="√¶"), "√¶", 1.0),  # or as Mac Roman
        (mapped(å="}", ø="|", æ="{"), "|", 0.9),  # the Norwegian form of ASCII; one word with 'æ' proves nothing
        (mapped(ff=" "), " ", 0.8),  # the ligature is lost: a space is left
        (mapped(ff="\x1f"), " ", 0.8),  # or a control character, which is a space
        (mapped(fi="f", fl="f", ff="f"), "f", 0.6),  # or its first letter
        (mapped(ffi="", ff="", fi="", fl=""), "o", 0.6),  # or nothing; the letter beside it is kept as the original
        (mapped(tt=""), "e", 0.6),
    ],
)
def test_damage_is_repaired(damaged: Callable[[str], str], original: str, least: float) -> None:
    sound = document()
    text, removed, notes = read(damaged(sound))
    broken = clean_line(damaged(sound)).text
    changed = [
        ops for ops in SequenceMatcher(None, sound.split(), broken.split(), False).get_opcodes() if ops[0] != "equal"
    ]
    left = [ops for ops in SequenceMatcher(None, sound.split(), text.split(), False).get_opcodes() if ops[0] != "equal"]
    assert len(left) <= (1 - least) * len(changed)
    for _, _, _, start, end in left:  # what is not repaired is left as it stood
        assert all(word in broken.split() for word in text.split()[start:end])
    assert ("repair", original) in removed
    assert {kind for kind, _ in removed} <= {"repair", "unknown"}
    assert notes


@pytest.mark.parametrize(
    "text",
    [
        document(),
        "Kraftverket gir 5 kWh, 7 MWh og 9 GWh. Solceller gir 3 kWp. " * 20,  # units
        "Bruk iPhone, YouTube, SkatteFUNN, eBok og NiN-kart i skolen. " * 20,  # names
        "Bruker(e) og elev[er] får lese/skrive-hjelp & bok* hjem+skole i 2025! " * 20,  # signs
        "Sjå korleis kommunen syner tenestene sine for innbyggjarane i bygda. " * 60,  # nynorsk
        "The municipality wants better schools and safer roads for everybody in town. " * 60,  # no å, no ø
        "Sámediggi bargá dan ovdii ahte sápmelaččat galget sáhttit doalahit iežaset giela. " * 60,
        "Posten gjelder Wien, Washington og WWF. " * 30,
    ],
)
def test_sound_text_is_left(text: str) -> None:
    same, removed, notes = read(text)
    assert same == text.strip()
    assert not removed
    assert not notes


def test_a_single_odd_word_is_no_damage() -> None:
    text, removed, _ = read(f"{document(1)}\nDen oWentlige parken.")
    assert text.endswith("Den oWentlige parken.")
    assert not removed


def test_unit_beside_damage_is_left() -> None:
    text, _, notes = read(mapped(ff="W")(document()) + "\nTøWe mål: 5 kWh og 3 MW per hus.")
    assert text.endswith("Tøffe mål: 5 kWh og 3 MW per hus.")
    assert any("'W'" in note for note in notes)


def test_cells_are_repaired() -> None:
    row = Draft("table_row", parent=0, cells=((clean_line("oWentlig"),), (clean_line("eWekt, stoWer"),)))
    made = assemble(mended([Draft("table"), row])[0], languages=read_languages())
    assert made.text == "offentlig | effekt, stoffer"
    assert sorted((removed.offset, removed.original) for removed in made.removed) == [(1, "W"), (13, "W"), (23, "W")]


def test_capitals_of_an_encoding() -> None:
    text, _, _ = read("BÃ¥ten og sjÃ¸en er nÃ¦r, og mÃ¥let er nÃ¥dd. Ã…ret etter Ã¸ker gÃ¥avstanden til hÃ¥ndballen.")
    assert text == "Båten og sjøen er nær, og målet er nådd. Året etter øker gåavstanden til håndballen."
