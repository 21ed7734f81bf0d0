"""The word list: what is a word, what a page's words say of its text layer, and how the list is built."""

import lzma

import pytest

from loftespor.ingest.build_words import Token, packed, word_list
from loftespor.ingest.vocabulary import BROKEN_SHARE, known_share, read_vocabulary

BOKMAL = (
    "Byen skal ha gode tjenester for alle innbyggere, og vi vil styrke samarbeidet mellom skolene og hjemmene. Flere "
    "parker skal åpnes om kvelden, slik at barn og unge har noe å gjøre når været er dårlig eller skoledagen er slutt."
)
NYNORSK = (
    "Kommunen skal ha gode tenester for alle innbyggjarane, og vi vil styrkje samarbeidet mellom skulane og heimane. "
    "Fleire parkar skal opnast om kvelden, slik at born og unge har noko å gjere når vêret er dårleg og dagen er slutt."
)
ENGLISH = (
    "The council wants to open more parks during the evening, because children and young people should have something "
    "to do when the weather is poor. This report describes which measures were taken and what remains for the years."
)
SAMI = (
    "Gielda galgá fállat mánáidgárddi buot mánáide ja skuvla galgá leat lahka ruovttu. Mii háliidat nannet "
    "ovttasbarggu gaskal stáhta ja gieldda ja evttohit ahte ruhtadeapmi lassána boahtte jagiid. Dutkan čájeha."
)
SHIFTED = str.maketrans("abcdefghijklmnopqrstuvwxyzæøå", "DEFGHIJKLMNOPQRSTUVWXYZÆØÅABC")
ROTATED = str.maketrans("abcdefghijklmnopqrstuvwxyz", "defghijklmnopqrstuvwxyzabc")


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("offentlig", True),
        ("Offentlig", True),  # at the start of a sentence
        ("KOMMUNEPLAN", True),
        ("innbyggjarane", True),  # nynorsk
        ("e-post", True),
        ("parkbelysning", True),  # a compound
        ("kveldsbelysning", True),  # with a binding s
        ("ofentlig", False),  # the letters of a ligature lost
        ("oWentlig", False),
        ("nalpoliti", False),  # a fragment
        ("xqzvårtk", False),
        ("a" * 5000, False),  # nothing looks into what is no word
    ],
)
def test_known(word: str, *, known: bool) -> None:
    assert read_vocabulary().knows(word) is known


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (BOKMAL, 0.9, 1.0),
        (NYNORSK, 0.85, 1.0),
        (ENGLISH, BROKEN_SHARE, 0.9),  # another language is no damage
        (BOKMAL.translate(ROTATED), 0.0, 0.1),
        (BOKMAL.lower().translate(SHIFTED), 0.0, 0.1),  # all capitals
        (" ".join("\x03\x12\x04\x0f" for _ in range(60)), 0.0, 0.0),  # numbers of glyphs
    ],
    ids=["bokmål", "nynorsk", "english", "rotated", "shifted", "glyph numbers"],
)
def test_known_share(text: str, least: float, most: float) -> None:
    share = known_share(text.split(" "))
    assert share is not None
    assert least <= share <= most


@pytest.mark.parametrize(
    "text",
    [
        "Innhold",
        " ".join(f"{n} 000 {n},5" for n in range(100)),  # numbers
        " ".join(["Hansen,", "Ola", "(AP)"] * 60),  # names
        " ".join(["se", "https://by.example/plan", "sak_12.pdf", "."] * 60),  # addresses
        SAMI,
        " ".join([". . . . . .", "______"] * 60),  # leaders
    ],
)
def test_pages_that_say_nothing(text: str) -> None:
    assert known_share(text.split(" ")) is None


def test_word_list() -> None:
    documents = [{"byene", "parken", "ket", "Byen", "e-post", "skole-vei", "skolevei", "ofentlig", "og-park"}] * 5
    documents += [{"offentlig", "skolevei"}] * 101 + [{"sjelden"}] * 4
    sentences = [[Token("by", "by nob", False), Token("Kari", "Kari nob", True), Token("ket", "ket nob", False)]] * 2
    sentences += [[Token("byar", "by nob", False)]] * 3 + [[Token("sjelden", "sjelden nob", False)]]
    documents += [{"Kari-parken", "Elv-parken"}] * 5
    assert word_list(documents, sentences) == [
        "by", "byar", "byene", "e-post", "elv-parken", "ket", "offentlig", "parken", "sjelden", "skolevei",
    ]  # fmt: skip


def test_shipped_list_is_small_and_in_order() -> None:
    words = sorted(read_vocabulary().forms)
    assert 40_000 < len(words) < 500_000
    assert lzma.decompress(packed(words)).decode().split("\n") == words
    assert len(packed(words)) < 1_000_000
    assert all(word == word.lower() and word.strip() for word in words)
