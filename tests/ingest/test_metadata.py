"""What is read of a document: invented documents of each kind, and what must not be read of them."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from loftespor.errors import CorpusFileError
from loftespor.ingest import Document, read_documents, read_file
from loftespor.ingest.metadata.fields import KINDS, Property, described
from loftespor.ingest.metadata.rules import Rule, rules

PROSE = (
    "Kommunen har de siste årene brukt stadig mer av midlene til vedlikehold av kaier og brygger langs elva, og "
    "behovet er fortsatt stort. Det er mange som bruker området til daglig, og flere har pekt på at belysningen er "
    "for dårlig om vinteren. Derfor bør arbeidet prioriteres.\n\nAlle som har uttalt seg, er enige om at tiltakene "
    "haster. Arbeidet kan fordeles over flere år dersom det er nødvendig."
)
LONG = 6 * (
    "Vi viser til tidligere saker om kaiene langs elva, og til det som er sagt om vedlikehold, belysning og "
    "båtplasser. "
)
FIELDS = ("title", "kind", "issuer", "date", "period", "case", "municipality")
DOCUMENTS = tomllib.loads(Path(__file__).with_name("invented_documents.toml").read_text(encoding="utf-8"))["document"]


def read(folder: Path, text: str, **stated: object) -> Document:
    path = folder / "dokument.txt"
    path.write_text(text.replace("{prose}", PROSE).replace("{long}", LONG), encoding="utf-8")
    return read_file(path, stated=stated)


def shown(document: Document, field: str) -> str | None:
    value = getattr(document, field)
    return None if value is None else str(value)


@pytest.mark.parametrize("invented", DOCUMENTS, ids=lambda invented: invented["why"])
def test_invented_document(invented: dict[str, str], tmp_path: Path) -> None:
    document = read(tmp_path, invented["text"])
    expected = {field: invented[field] for field in FIELDS if field in invented}
    assert {field: shown(document, field) for field in expected} == expected
    assert [field for field in invented.get("empty", ()) if shown(document, field) is not None] == []


@pytest.mark.parametrize("invented", DOCUMENTS, ids=lambda invented: invented["why"])
def test_every_field_says_where_it_was_read(invented: dict[str, str], tmp_path: Path) -> None:
    document = read(tmp_path, invented["text"])
    names = {rule.name for rule in rules()}
    for field in FIELDS:
        source = document.sources.get(field)
        assert (source is None) == (shown(document, field) is None), field
        found = re.fullmatch(r"(?:page \d+|title)(?: \((.+)\))?", source or "page 1")
        assert found, source
        assert found[1] is None or found[1] in names


def test_every_kind_but_one_that_no_document_says_is_read() -> None:
    assert {rule.kind for rule in rules() if rule.kind} == KINDS


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_examples(rule: Rule) -> None:
    assert rule.examples
    assert [example for example in rule.examples if not rule.finds(example)] == []
    assert [example for example in rule.counterexamples if rule.finds(example)] == []


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
    assert [rule.name for rule in rules() if not rule.where and not rule.else_where] == []
    assert {kind for rule in rules() for kind in rule.of} <= KINDS | {"unknown"}


@pytest.mark.parametrize(
    ("paragraphs", "title", "why"),
    [
        (
            ["Privat forslag fra Kari Nes (SV) om trær", "Lillevik, 10. april 2024", PROSE],
            0,
            "the line that says the kind",
        ),
        (["Utdanningsetaten", "Høringssvar – ny rammeplan", PROSE], 1, "the same below the addressee"),
        (["NOTAT", "Til: Rektor", PROSE], None, "it says the kind and nothing else"),
        (["Møteprotokoll", "Svar på spørsmål fra Ola Vik om kaier", PROSE], None, "a case of the minutes"),
    ],
)
def test_title_of_a_word_document_without_headings(
    paragraphs: list[str], title: int | None, why: str, tmp_path: Path
) -> None:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "dokument.docx"))
    assert read_file(tmp_path / "dokument.docx").title == (None if title is None else paragraphs[title]), why


def test_what_is_stated_wins_over_what_is_said(tmp_path: Path) -> None:
    text = "Møteprotokoll\n\nUtvalg: Formannskapet\nMøtedato: 14.03.2024\n\n{prose}"
    document = read(tmp_path, text, date="2024-03-15", issuer="Elvestad formannskap")
    assert (shown(document, "date"), document.issuer, document.kind) == (
        "2024-03-15",
        "Elvestad formannskap",
        "minutes",
    )
    assert (document.sources["date"], document.sources["kind"]) == ("stated", "page 1 (minutes by their word)")


def test_a_stated_kind_decides_which_rules_are_asked(tmp_path: Path) -> None:
    # Its title says a plan; whoever states that it is a memo gets no period of a plan.
    text = "Temaplan for trær 2024–2030\n\nLillevik, 3. mars 2025\n\n{prose}"
    assert read(tmp_path, text).period == "2024–2030"
    memo = read(tmp_path, text, kind="memo")
    assert (memo.kind, memo.period, shown(memo, "date")) == ("memo", None, "2025-03-03")


@pytest.mark.parametrize(
    ("title", "kind", "period", "why"),
    [
        ("Alt._budsjett_Lillevik_SV_2025", "alternative_budget", "2025", "a file's name with underscores"),
        ("Vedlegg 02 Temaplan for trær 2024-2030", "plan", "2024–2030", "a list of attachments names it"),
        ("Vedlegg 3 – Årsregnskap 2024", "accounts", "2024", "the same with a dash"),
        ("Vedlegg 4", None, None, "nothing but its number"),
    ],
)
def test_stated_titles(title: str, kind: str | None, period: str | None, why: str, tmp_path: Path) -> None:
    document = read(tmp_path, "{long}", title=title)
    assert (document.title, document.kind, document.period) == (title, kind, period), why


def test_lines_of_a_jsonl_file_say_which_line_states_them(tmp_path: Path) -> None:
    path = tmp_path / "saker.jsonl"
    path.write_text(f'{{"tittel": "Svar på interpellasjon om kaier", "tekst": "{LONG}"}}\n', encoding="utf-8")
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    assert (document.kind, document.sources["title"]) == ("answer", "line 1")
    assert document.sources["kind"] == "title (answer to a proposal or question)"


PROPERTIES = "PDF properties"
FRONT = "Vedtaksoppfølging\n\nFormannskapet – 2025\n\n{prose}"


@pytest.mark.parametrize(
    ("given", "text", "title", "why"),
    [
        (
            "Vedtaksoppfølging – Formannskapet – 2025",
            FRONT,
            "Vedtaksoppfølging – Formannskapet – 2025",
            "the page parts it",
        ),
        ("Årsmelding for havna 2019", FRONT, "Vedtaksoppfølging", "left by another file"),
        ("Formannskapet 2025", FRONT, "Vedtaksoppfølging", "says less than the heading"),
        ("Vedlikehold og belysning", "{long}", "Vedlikehold og belysning", "no heading, told in the text"),
        ("Årsmelding for skolene", "{long}", None, "no heading, and nothing of it in the text"),
        ("Microsoft Word - kaier.docx", "{long}", None, "the name of a file"),
    ],
)
def test_title_of_the_file(given: str, text: str, title: str | None, why: str, tmp_path: Path) -> None:
    undescribed = replace(read(tmp_path, text), title=None)
    document = described(undescribed, {}, sources={}, properties=(Property("title", given, PROPERTIES),))
    assert document.title == title, why


def test_properties_come_last_and_never_decide_the_language(tmp_path: Path) -> None:
    bare = read(tmp_path, "Notat\n\nDato: 03.05.2024\n\n{prose}")
    given = [
        ("date", "2019-01-01"), ("issuer", "Havnekontoret"), ("language", "nn"), ("work", "annet"), ("kind", "dikt"),
    ]  # fmt: skip
    properties = tuple(Property(field, value, PROPERTIES) for field, value in given)
    document = described(bare, {}, sources={}, properties=properties)
    assert (shown(document, "date"), document.issuer, document.language) == ("2024-05-03", "Havnekontoret", "nb")
    assert (document.work, document.kind, document.sources["issuer"]) == ("dokument", "memo", PROPERTIES)


def test_language_has_a_source_where_the_words_tell_it(tmp_path: Path) -> None:
    assert read(tmp_path, "{prose}").sources["language"] == "text"
    assert "language" not in read(tmp_path, "12 34 56").sources
    assert read(tmp_path, "{prose}", language="nn").sources["language"] == "stated"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("kind", "minute", "did you mean 'minutes'"), ("date", "12.03.2024", "2025-06-30"), ("language", "no", "'nb'")],
)
def test_what_cannot_be_stated(field: str, value: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusFileError, match=re.escape(says)):
        read(tmp_path, "{prose}", **{field: value})
