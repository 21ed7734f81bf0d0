"""The characters of text files: what encoding they are read in, what is said of it, and that no letter changes."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftespor.errors import UnreadableFileError
from loftespor.ingest import Document, read_file
from loftespor.ingest.text.eight_bit import ENCODINGS, read_eight_bit
from loftespor.ingest.text.encoding import decode
from tests.ingest.invariants import assert_sound

HERE = Path("a.txt")
# Which bytes the letters and signs of a Norwegian text are; a sign that an encoding has not is '--'.
BYTES = {
    #              æ  ø  å  Æ  Ø  Å  «  »  –  ’  …  §  é
    "cp1252":     "E6 F8 E5 C6 D8 C5 AB BB 96 92 85 A7 E9",
    "iso8859-15": "E6 F8 E5 C6 D8 C5 AB BB -- -- -- A7 E9",
    "mac_roman":  "BE BF 8C AE AF 81 C7 C8 D0 D5 C9 A4 8E",
    "cp850":      "91 9B 86 92 9D 8F AE AF -- -- -- F5 82",
    "cp865":      "91 9B 86 92 9D 8F AE -- -- -- -- -- 82",
}  # fmt: skip
SIGNS = "æøåÆØÅ«»–’…§é"
SENTENCES = (
    "Vikbukta Bylag vil «bygge på det vi har» – og la ungdom få et sted å være.",
    "Kommunen skal øke tilskuddet til frivilligheten, jf. § 7 i økonomireglementet …",
    "Fleire plassar i barnehagane på øya, og éin tilsett meir for kvar avdeling.",
    "Me vil at båtruta skal gå heile året – òg når det er stille på dei ytste øyane.",
    "Åpne skoler i sommerferien gir alle barn et tilbud, ikke bare de som har råd til å reise.",
    "SÅRBARE UNGE SKAL FÅ HJELP FØR DET ER FOR SEINT",
    "Sjå «Økonomiplan for Nordvåg», der ’nullalternativet’ er forklart i kapittel 3.",
    "Ærlig talt: forslaget om å flytte ambulansen fra Ytre Hærøy bør stemmes ned.",
    "Ordføraren bad rådmannen greie ut saka innan 1. mars, og leggje ho fram på nytt.",
    "25 % av midlene går til vedlikehold; 2,5 mill. kr til gang- og sykkelvei ved Åsgård.",
)


@pytest.mark.parametrize("encoding", BYTES)
def test_the_table_of_bytes(encoding: str) -> None:
    for sign, byte in zip(SIGNS, BYTES[encoding].split(), strict=True):
        if byte == "--":
            with pytest.raises(UnicodeEncodeError):
                sign.encode(encoding)
        else:
            assert sign.encode(encoding) == bytes.fromhex(byte)


def written(text: str, encoding: str) -> tuple[bytes, str]:
    """The bytes of a text without the signs that the encoding has not, and the text that they are."""
    data = text.encode(encoding, "ignore")
    return data, data.decode(encoding)


@pytest.mark.parametrize("encoding", BYTES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_enough(sentence: str, encoding: str) -> None:
    data, text = written(sentence, encoding)
    assert decode(data, HERE)[0] == text


ALL = (*BYTES, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12),
    st.sampled_from(ALL),
    st.sampled_from(["\n", "\r\n", "\n\n", " ", "\f"]),
    st.sampled_from([str, str.upper, str.lower]),
)
def test_encoded_and_decoded_is_the_same(sentences: list[str], encoding: str, between: str, case: object) -> None:
    data, text = written(case(between.join(sentences)), encoding)  # type: ignore[operator]  # a method of str
    assert decode(data, HERE)[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "reason"),
    [
        ("Blå", "cp1252", "one word that the list has not"),
        ("Skånevik", "cp850", "a name"),
        ("BÆRUM", "cp850", "Æ is ’ in Windows-1252, which may stand in a word"),
        ("Sámi språk på Ájluovta skåvllå", "cp1252", "Lule Sami; á is · in MacRoman"),
        ("kr\u00a0100 til skolen, jf.\u00a0§\u00a05", "mac_roman", "no-break spaces"),
        ("til\u00adtak for å få flere i ar\u00adbeid", "cp850", "soft hyphens"),
        ("jf. kommuneloven § 5", "mac_roman", "§ alone; the byte is € in ISO 8859-15"),
        ("5 000 € til øvingslokale", "iso8859-15", "the byte is ¤ in Windows-1252"),
        ("Møtet ble hevet.»", "cp850", "a closing mark after a full stop"),
        ("┌──────┬──────┐\n│ Skole│ Beløp│\n└──────┴──────┘", "cp850", "a table drawn in DOS"),
        ("Han sa »nei« til å bygge", "cp1252", "the Danish way of quoting"),
        ("Kommunfullmäktige beslutade att öka anslaget till skolan", "cp1252", "a Swedish quotation"),
    ],
)
def test_hard_cases(text: str, encoding: str, reason: str) -> None:
    warning = f"not UTF-8 (byte {first(text, encoding)}); read as {ENCODINGS[encoding]}"
    assert decode(text.encode(encoding), HERE) == (text, (warning,)), reason


def first(text: str, encoding: str) -> int:
    return next(place for place, byte in enumerate(text.encode(encoding)) if byte > 0x7F)


@pytest.mark.parametrize(
    ("data", "text", "warning"),
    [
        ("Åpen by – «nå».".encode("utf-16"), "Åpen by – «nå».", ""),
        (codecs.BOM_UTF16_BE + "Åpen by".encode("utf-16-be"), "Åpen by", ""),
        ("Åpen by – «nå».".encode("utf-16-le"), "Åpen by – «nå».", "UTF-16 without a mark"),
        ("Åpen by – «nå».".encode("utf-16-be"), "Åpen by – «nå».", "UTF-16 without a mark"),
        ("Åpen by".encode("utf-32"), "Åpen by", ""),
        # Concatenated by somebody from two files.
        (
            "Bystyret vil plante trær på øya, på Åsen og på Nesøya. ".encode() + "Også i Vågen".encode("cp1252"),
            "Bystyret vil plante trær på øya, på Åsen og på Nesøya. Også i Vågen",
            "UTF-8 but for 2 bytes (the first is byte 65); those were read as Windows-1252",
        ),
        # Windows-1252 that was taken for ISO 8859-1 and saved as UTF-8.
        (
            "Byen \x96 og \x93øya\x94 \x85".encode(),
            "Byen – og “øya” …",
            "UTF-8 with control characters where Windows-1252 has signs such as '–'; read as those",
        ),
        (b"Linje \xe9n\x85Linje to\x85", "Linje én\x85Linje to\x85", "not UTF-8 (byte 6); read as ISO 8859-1"),
        (b"m\x86 endres, jf. \x15 5", "må endres, jf. § 5", "not UTF-8 (byte 1); read as CP850 (DOS)"),
        (
            "Byen vil få «fart» på båtruta på øya ".encode("cp1252") + b"\x9d",
            "Byen vil få «fart» på båtruta på øya \ufffd",
            "not UTF-8 (byte 10); read as Windows-1252; 1 bytes have no meaning in it",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_an_encoding(data: bytes, text: str, warning: str) -> None:
    assert decode(data, HERE) == (text, (warning,) if warning else ())


@pytest.mark.parametrize("text", ["Byen vil få.", "Bare vanlige bokstaver", "Et avbrudd \x85 her", ""])
def test_nothing_is_said_of_utf_8(text: str) -> None:
    assert decode(text.encode(), HERE) == (text, ())
    assert decode(text.encode("utf-8-sig"), HERE) == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Правительство приняло решение о бюджете", "cp1251"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("Sámediggi čoahkkin ja vuođđoskuvla", "iso8859-10"),
        ("Η κυβέρνηση αποφάσισε", "iso8859-7"),
    ],
)
def test_what_fits_nothing_is_doubted(text: str, encoding: str) -> None:
    (warning,) = decode(text.encode(encoding), HERE)[1]
    assert "letters may be wrong" in warning


@pytest.mark.parametrize(
    "data",
    [
        b"by\x00en vil plante",
        b"B\x00" * 4,  # too short to tell
        b"\x01\x00\x02\x00\x03\x00" * 20,  # numbers of two bytes
        "Byen vil plante".encode("utf-16-le")[:-1],
        "Byen\x00vil".encode("utf-16"),
        b"\x00" * 100,
        bytes(range(256)) * 4,
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="NUL bytes"):
        decode(data, HERE)


def test_marks_that_lie() -> None:
    with pytest.raises(UnreadableFileError, match="save it as UTF-8"):
        decode(codecs.BOM_UTF8 + "Blå".encode("cp1252"), HERE)


def test_a_run_of_letters_without_end_takes_no_time() -> None:
    assert read_eight_bit(b"a" * 3_000_000 + b"\xe5" * 3_000_000).encoding == "Windows-1252"


def read(tmp_path: Path, data: bytes, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    document = read_file(path)
    assert_sound(document)
    return document


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_line_ends(tmp_path: Path, name: str, end: str) -> None:
    lines = ["Skole;Beløp", "", "Vågen skole;12", "Åsen skole;13"] if name == "a.csv" else ["Vågen", "", "Byen vil."]
    document = read(tmp_path, end.join(lines).encode(), name)
    assert document.text == read(tmp_path, "\n".join(lines).encode(), name).text
    assert len(document.blocks) > 1


def test_form_feeds_divide_pages_in_every_encoding(tmp_path: Path) -> None:
    for encoding in ALL:
        assert read(tmp_path, "Første side på øya.\fAndre side på Åsen.".encode(encoding)).pages == 2, encoding
