"""Web pages: invented pages of the sites that users save from, with the blocks a reader should find in each, and
small pieces of markup for single rules.
"""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loftespor import errors
from loftespor.ingest import Document, read_file
from loftespor.ingest.accounts import counted
from loftespor.ingest.html.lists import written
from loftespor.ingest.html.names import Rule, effects, name_rules, named_level, phrase, phrase_rules
from loftespor.ingest.html.tree import MOST_TAGS
from tests.ingest.invariants import assert_sound
from tests.ingest.outline import outline

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.name for path in PAGES.iterdir() if path.suffix != ".outline")
PROSE = "Kommunen skal bygge ut tilbudet til barn og unge i alle bygder, og det skal skje sammen med frivillige lag."
MENU = '<ul><li><a href="/1">Skole</a></li><li><a href="/2">Helse</a></li><li><a href="/3">Kart</a></li></ul>'
AREA = "https://by.example/plan/"


def read(tmp_path: Path, markup: str | bytes, name: str = "side.html") -> Document:
    path = tmp_path / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    document = read_file(path)
    assert_sound(document)
    assert (document.parser, document.pages, len(document.accounts)) == ("html", 1, 1)
    return document


def removed(document: Document, kind: str = "running") -> list[str]:
    return [cut.original for cut in document.removed if cut.kind == kind]


def links(document: Document) -> list[tuple[str, str]]:
    return [(document.text[link.start : link.end], link.address) for link in document.hyperlinks]


class Words(HTMLParser):
    """The visible text of a page by another parser: what the reader's account is checked against."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.count = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser calls it so
        self.silent += tag in ("head", "script", "style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("head", "script", "style", "svg")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """An element that is closed at once holds nothing."""

    def unknown_decl(self, data: str) -> None:
        self.count += counted(data.removeprefix("CDATA[")) if data.startswith("CDATA[") else 0

    def handle_data(self, data: str) -> None:
        self.count += 0 if self.silent else counted(data)


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    document = read_file(PAGES / name)
    assert_sound(document)
    assert outline(document) == (PAGES / f"{name}.outline").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("name", NAMES)
def test_all_visible_words_of_a_page_are_accounted_for(name: str) -> None:
    other = Words()
    data = (PAGES / name).read_bytes()
    other.feed(data.decode("cp1252" if b"windows-1252" in data or b"iso-8859-1" in data else "utf-8"))
    [account] = read_file(PAGES / name).accounts
    assert account.characters == other.count
    assert account.lost == 0


BLOCKS = [
    # white space between words counts once, and between tags within a word not at all
    ("<p>fylkes<wbr>veg og <b>f</b>et\n &nbsp;<i>s</i>krift, H<sub>2</sub>O og m<sup>2</sup></p>",
     "fylkesveg og fet skrift, H2O og m2"),
    ("<p>Rådhuset<br>1234 Elvestad</p><p>Ny</p>", "Rådhuset 1234 Elvestad\nNy"),
    ("<div>Ein tekst.<br><br>Ein annan.<div>Og ein til.</div>Sist.</div>",
     "Ein tekst.\nEin annan.\nOg ein til.\nSist."),
    ("<p>Han sa nei.<br>Ho sa ja.</p>", "Han sa nei.\nHo sa ja."),  # a sentence that ends a line ends the block
    ("<pre>Utvalget støtter opp-\nfølgingen.\n\n1. Planen vedtas.\n2. Den sendes ut.</pre>",
     "Utvalget støtter oppfølgingen.\n1. Planen vedtas.\n2. Den sendes ut."),
    # headings
    ("<h1>Plan</h1><h3>3.2 Skole</h3><p role='heading' aria-level='4'>Mål</p>", "# Plan\n### 3.2 Skole\n#### Mål"),
    ("<h1>Plan</h1><p><b>Økonomi</b></p><p>Tekst.</p><p><b>Vi vil:</b></p>", "# Plan\n## Økonomi\nTekst.\nVi vil:"),
    ("<h2>Handlings-<br>program</h2><p><b>Det er viktig.</b></p>", "## Handlingsprogram\nDet er viktig."),
    ("<h2>Barn</h2><h3 role=button>SFO</h3><p>Gratis.</p><h3 role=none>Mat</h3>", "## Barn\n### SFO\nGratis.\nMat"),
    ("<p><b>Vedtak</b> i saken</p>", "Vedtak i saken"),  # not all of it is bold
    ("<h2>Barn</h2><details><summary>SFO</summary><p>Gratis.</p></details><details><summary>Mat</summary>Ja.</details>",
     "## Barn\n### SFO\nGratis.\n### Mat\nJa."),
    # lists
    ("<ul><li>a<ul><li>b<ol><li>c</ol></ul></li><li><p>d</p><p>e</p><ul><li>f</ul><p>g</p></li><ul><li>h</li></ul></ul>",
     "• a\n  • b\n    1. c\n• d\n  e\n  • f\n  g\n  • h"),
    ("<ol reversed><li>a<li>b</ol><ol type=I start=4><li>c<li value=9>d</ol><ol type=a start=26><li>e<li>f</ol>",
     "2. a\n1. b\nIV. c\nIX. d\nz. e\naa. f"),
    ("<ol style='list-style-type: lower-roman'><li>a</ol><ul style='list-style:none'><li>– b</ul>", "i. a\n– b"),
    ("<p>Vi vil:</p><p>– Styrke skolen.</p><p>– Bygge vei.</p>", "Vi vil:\n– Styrke skolen.\n– Bygge vei."),
    ("<p>1) Planen vedtas:</p><p>a) i år</p><p>b) til neste år</p><p>2) Den sendes ut</p>",
     "1) Planen vedtas:\n  a) i år\n  b) til neste år\n2) Den sendes ut"),
    ("<p>– Vi bygger skoler, sier ordføreren.</p>", "– Vi bygger skoler, sier ordføreren."),  # speech is no item
    ("<p>Vi vil:<br>Bygge flere boliger<br>Styrke skolen</p>", "Vi vil:\n_ Bygge flere boliger\n_ Styrke skolen"),
    ("<p>Byen vil:<br>- bygge<br>- verne<br><br>Planen gjelder.</p>", "Byen vil:\n- bygge\n- verne\nPlanen gjelder."),
    ("<p>8. mars feires<br>i byen</p>", "8. mars feires i byen"),
    ("<dl><dt>Sak</dt><dd>12/24</dd><dt>Vi vil</dt><dd>bygge</dd><dd>verne</dd></dl>",
     "Sak 12/24\nVi vil\n_ bygge\n_ verne"),
    ("<p>Vi vil:</p><ul><li>bygge</ul><dl><dt>Kven</dt><dd>Barn.</dd><dd>Unge.</dd></dl>",
     "Vi vil:\n• bygge\nKven\nBarn.\nUnge."),
    # tables
    (("<table><tr><th>A<th>B<th>C</tr><tr><td colspan=3>Skole</td></tr>"
     "<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td>4</table>"),
     "|| A | B | C\n| Skole |  | \n| x | 1 | 2\n|  | 3 | 4"),
    ("<table><caption>Tabell 1</caption><tr><th scope=row>Skole<td>12<td></td><tr><th scope=row>Helse<td>2<td></table>",
     "Tabell 1\n| Skole | 12\n| Helse | 2"),
    ("<table><tr><th>Mål<th>Tiltak<tr><td>Trygt<td><ul><li>vakter<li>lys</ul></table>",
     "|| Mål | Tiltak\n| Trygt | vakter lys"),
    ("<table><tr><td>Møtested:<td>Rådhuset<tr><td>Møtedato:<td>13.03.2025</table>",
     "Møtested: Rådhuset\nMøtedato: 13.03.2025"),
    (f"<table><tr><td><h2>Plan</h2><p>{PROSE}</p></td><td>Fakta</td></tr></table>", f"## Plan\n{PROSE}\nFakta"),
    ("<table><tr style='display:none'><td>x<td>y<tr><th>A<th>B<tr><td>c<td>d<span class=sr-only>e</span></table>",
     "|| A | B\n| c | d"),
    # footnotes
    (("<p>Tog<a class=sdfootnoteanc name=a1 href='#s1'><sup>1</sup></a>.</p>"
     "<div id=n><p><a name=s1 href='#a1'>1</a>NTP.</p></div>"),
     "Tog^1.\n[1] NTP."),  # LibreOffice
    ("<p>Tog<sup><a href='#f1' id='r1'>[1]</a></sup></p><hr><div><p><a href='#r1' id='f1'>[1]</a>&nbsp;NTP.</p></div>",
     "Tog^1\n[1] NTP."),  # Google Docs
    (("<p>Tog<a href='#n1'><sup>1</sup></a> og buss<a href='#n2'><sup>2</sup></a></p>"
     "<p><a name=n1></a>1 A.<br><a name=n2></a>2 B.</p>"),
     "Tog^1 og buss^2\n[1] A.\n[2] B."),  # all in one paragraph
    (("<p>Tog<a role=doc-noteref href='#e1'>1</a></p>"
     "<section role=doc-endnotes><h2>Noter</h2><ol><li id=e1 role=doc-endnote><p>A.</p><p>B.</p></ol></section>"),
     "Tog^1\n[1] A. B."),
    # no links at all
    ("<p>Tog<sup>1</sup> på 20 m<sup>2</sup></p><p><sup>1</sup> NTP.</p>", "Tog^1 på 20 m2\n[1] NTP."),
    ("<p>Tog<a href='/andre?ch=9#fn1'><sup>1</sup></a> nå</p>", "Tog^1? nå"),  # the note is on another page
    ("<p>Se <a href='#kap2'>2</a></p><h2 id=kap2>Kapittel</h2>", "Se 2\n## Kapittel"),  # a link, but no mark
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), BLOCKS)
def test_blocks(tmp_path: Path, markup: str, expected: str) -> None:
    assert outline(read(tmp_path, markup)) == expected


PARTS = [
    # an element that says it is the main one; menus and feet beside it do not matter
    (f"<nav>{MENU}</nav><main><p>{PROSE}</p></main><footer>{PROSE}</footer>", PROSE),
    (f"<div role=main><p>{PROSE}</p></div><div>{PROSE}</div>", PROSE),
    ("<main></main><div><p>Bygge.</p></div>", "Bygge."),  # it says so and is empty
    # all articles, with the title that stands before them
    ((f"<title>Plan - Elvestad</title><h1>Plan</h1><article><p>{PROSE}</p></article>"
     "<article><p>A.</p></article><p>Søk</p>"),
     f"# Plan\n{PROSE}\nA."),
    # names, where most of the text stands in what they name
    (f"<div id=topp>{MENU}</div><div id=innhold><p>{PROSE}</p><p>A.</p></div><div>Org.nr 1</div>", f"{PROSE}\nA."),
    (f"<div class=content><p>Vi vil ha trær.</p></div><div class=x><p>{PROSE}</p></div>",
     f"Vi vil ha trær.\n{PROSE}"),
    # no names at all: the innermost block that has the headings, lists and prose
    ((f"<div class=c1><div class=c2>{MENU}</div><div class=c3><h1>Skole</h1><div>{PROSE}</div></div>"
     "<div>Org.nr 1</div></div>"),
     f"# Skole\n{PROSE}"),
    (f"<div><div><p>{PROSE}</p></div><div><ul><li>bygge skole i bygda vår</ul></div></div>",
     f"{PROSE}\n• bygge skole i bygda vår"),
    # what is no text inside the main part
    ((f"<main><p>{PROSE}</p><div class='share-buttons'><a href=x>Del</a></div>"
     "<aside class=related><p>Les mer</p></aside></main>"), PROSE),
    (f"<main><p>{PROSE}</p><p><b>Les også:</b> <a href=/2>Ny skole i bygda</a></p></main>", PROSE),
    ((f"<main><p>{PROSE}</p><h2>Relaterte saker</h2><ul><li><a href=/2>Ny skole i bygda</a></ul>"
     "<h2>Mål</h2><p>A.</p></main>"),
     f"{PROSE}\n## Mål\nA."),
    (f"<main><h2>Innhold</h2><ul><li><a href='#a'>Skole</a><li><a href='#b'>Helse</a></ul><p>{PROSE}</p></main>",
     PROSE),
    ((f"<main><p>{PROSE}</p><p><a href=/2>Neste kapittel: Helse</a></p>"
     "<p><a href=#>Til toppen</a> | <a href=x>Skriv ut</a></p></main>"), PROSE),
    (f"<main><p>{PROSE}</p><form><label>Navn</label><input><button>Send</button></form></main>", PROSE),
    (f"<div><p><a href=/>Forsiden</a> / Planer</p><h1>Plan</h1><p>{PROSE}</p></div>", f"# Plan\n{PROSE}"),
    # what is text, though it looks like a menu
    (f"<main><p>{PROSE}</p><h2>Våre saker</h2>{MENU}</main>", f"{PROSE}\n## Våre saker\n• Skole\n• Helse\n• Kart"),
    (f"<div><p>{PROSE}</p><p>Vi er for:</p>{MENU}</div>", f"{PROSE}\nVi er for:\n• Skole\n• Helse\n• Kart"),
    (f"<div><h1>Saker</h1>{MENU}</div>", "# Saker\n• Skole\n• Helse\n• Kart"),  # nothing else stands on the page
    (f"<main><div class='section-header'><h2>Helse</h2></div><aside><p>{PROSE}</p></aside></main>",
     f"## Helse\n{PROSE}"),
    (f"<body class='menu-open' style='display:none'><p>{PROSE}</p>", PROSE),  # shown by a script
    # what nobody sees, and what is only folded
    ((f"<main><p>{PROSE}</p><p hidden>A.</p><p style='Display: NONE'>B.</p><p aria-hidden=true>C.</p>"
     "<p class=d-none>D.</p></main>"), PROSE),
    (f"<main><p>{PROSE} <span class='visually-hidden'>Ekstern lenke</span>Ja.</p></main>", f"{PROSE} Ja."),
    (f"<main><p>{PROSE}</p><button aria-controls=p1>Skole</button><div id=p1 hidden><p>{PROSE}</p></div></main>",
     f"{PROSE}\n# Skole\n{PROSE}"),
    (f"<main><p>{PROSE}</p><div class='accordion-body' aria-hidden=true>A.</div></main>", f"{PROSE}\nA."),
    ((f"<main><p>{PROSE}</p><button aria-controls=d>Varsel</button>"
     f"<div id=d role=dialog hidden><p>{PROSE}</p></div></main>"), PROSE),
    (f"<main><p class='hidden md:block'>{PROSE}</p></main>", PROSE),  # hidden on small screens only
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), PARTS)
def test_main_part(tmp_path: Path, markup: str, expected: str) -> None:
    assert outline(read(tmp_path, markup)) == expected


def test_what_is_no_text_is_kept_as_running(tmp_path: Path) -> None:
    markup = f"<script>a()</script><nav>{MENU}</nav><main><p>{PROSE}</p><button>Del</button></main><p hidden>Utkast</p>"
    assert removed(read(tmp_path, markup)) == ["Skole", "Helse", "Kart", "Del", "Utkast"]


def test_markers_and_marks_are_kept(tmp_path: Path) -> None:
    document = read(
        tmp_path, "<h2>1.2 Mål</h2><p>a) bygge[<sup><a href='#n1'>1</a></sup>]</p><p id=n1>1. Se planen.</p>"
    )
    assert removed(document, "marker") == ["1.2 ", "a) ", "1. "]
    assert removed(document, "note_mark") == ["1"]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (f"<base href='{AREA}skole/'>", "<a href='../a.pdf'>planen </a>nå", [("planen", f"{AREA}a.pdf")]),
        (f"<link rel=canonical href='{AREA}b'>", "<a href='c'>a</a>", [("a", f"{AREA}c")]),
        (f"<meta property='og:url' content='{AREA}'>", "<a href=' https://x.example/\n p '>a</a>", [("a", "https://x.example/p")]),
        ("", "<a href='mailto:post@by.example'>post</a>", [("post", "mailto:post@by.example")]),
        ("", "<a href='c'>a</a> <a href='javascript:x()'>b</a> <a href='#d'>c</a> <a href='http://[x'>d</a>", []),
        ("", f"<a href='{AREA}'><b>ny</b> plan</a>", [("ny plan", AREA)]),
    ],
)  # fmt: skip
def test_links(tmp_path: Path, head: str, body: str, expected: list[tuple[str, str]]) -> None:
    assert links(read(tmp_path, f"<head>{head}</head><p>Se {body}</p>")) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("regjering-melding.html", {"title": "Meld. St. 77 (2023–2024)", "issuer": "Bygdedepartementet",
                                    "date": "2024-04-12", "language": "nb"}),
        ("regjering-pressemelding.html", {"date": "2024-05-14", "issuer": "Regjeringa.example",
                                          "url": "https://www.regjering.example/no/aktuelt/flere-plasser/id3050/"}),
        ("regjering-tale.html", {"date": "2024-09-03", "kind": "speech", "language": "nn"}),
        ("kommune-acos.html", {"date": "2024-06-03", "issuer": "Fjellvik kommune", "language": "nn"}),
        ("parti-wordpress.html", {"title": "Klima og miljø", "issuer": "Grønn Framtid", "date": "None",
                                  "url": "https://gronnframtid.example/program/klima/"}),
        ("protokoll-elements.html", {"kind": "minutes", "date": "2024-06-12", "issuer": "Formannskapet"}),
        ("word-program.htm", {"kind": "programme", "period": "2023–2027"}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(name: str, expected: dict[str, str]) -> None:
    document = read_file(PAGES / name)
    assert {field: str(getattr(document, field)) for field in expected} == expected
    assert all(field in document.sources for field, value in expected.items() if value != "None")


@pytest.mark.parametrize(
    ("markup", "field", "value", "source"),
    [
        ("<title>Ny kai | By</title><meta property=og:site_name content=By><p>A.", "title", "Ny kai", "HTML title"),
        ("<meta property=og:title content='By – Nye kaier'><meta property=og:site_name content=By><p>A.", "title",
         "Nye kaier", "HTML meta og:title"),
        ("<p>Publisert: 3. mai 2024 kl. 10</p>", "date", "2024-05-03", "page 1"),
        ("<p>Høringsfrist: 3. mai 2024</p>", "date", "None", None),
        ("<p class=publisert><time datetime='2024-05-03T10:00'>i går</time></p>", "date", "2024-05-03", "HTML time"),
        ("<p>Møtet er <time datetime='2024-05-03'>3. mai</time></p>", "date", "None", None),
        (f"<!-- saved from url=(0031){AREA} --><p>A.", "url", AREA, "HTML comment 'saved from url'"),
        (f"<!--\n Page saved with SingleFile \n url: {AREA} \n--><p>A.", "url", AREA, "HTML comment 'saved from url'"),
        ("<link rel=canonical href='/plan'><p>A.", "url", "None", None),
        ("<html lang=nn><p>Oslo 2024</p>", "language", "nn", "HTML lang"),
        ("<html lang=nb><p>Vi skal ikkje byggje meir.</p>", "language", "nn", "text"),  # the words know better
        ("<meta name=author content='https://by.example/kari'><p>A.", "issuer", "None", None),
    ],
)  # fmt: skip
def test_properties(tmp_path: Path, markup: str, field: str, value: str, source: str | None) -> None:
    document = read(tmp_path, markup)
    assert (str(getattr(document, field)), document.sources.get(field)) == (value, source)


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        ("<meta charset=utf-8><p>Blå båt</p>".encode(), False),
        ("<p>Blå båt</p>".encode(), False),
        ("<p>Blå båt</p>".encode("utf-8-sig"), False),
        ("<p>Blå båt</p>".encode("utf-16"), False),
        ("<meta http-equiv=x content='text/html; charset=iso-8859-1'><p>Blå båt</p>".encode("cp1252"), False),
        ("<?xml version='1.0' encoding='iso-8859-15'?><p>Blå båt</p>".encode("iso-8859-15"), False),
        ("<meta charset=iso-8859-1><p>Blå båt</p>".encode(), False),  # it says otherwise, but it is
        ("<meta charset=rot13><p>Blå båt</p>".encode("cp1252"), True),
        ("<meta charset=utf-8><p>Blå båt</p>".encode("cp1252"), True),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, data: bytes, *, warned: bool) -> None:
    document = read(tmp_path, data)
    assert document.text == "Blå båt"
    assert bool(document.warnings) is warned


def test_a_broken_character_costs_only_itself(tmp_path: Path) -> None:
    document = read(tmp_path, b"<meta charset=utf-8><p>Bl\xc3\xa5 b\xc3\xa5ter p\xc3\xa5 \xe5s</p>")
    assert document.text == "Blå båter på s"
    assert removed(document, "unknown") == ["U+FFFD"]
    assert "1 characters" in document.warnings[0]


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"%PDF-1.7 abc", errors.UnreadableFileError, "PDF"),
        (b"PK\x03\x04abc", errors.UnreadableFileError, "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", errors.UnreadableFileError, "old Office"),
        (b"From: <Saved by Blink>\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n", errors.UnreadableFileError, "HTML only"),
        (b"<p>by\x00en</p>", errors.UnreadableFileError, "NUL"),
        (b"<p>a" * (MOST_TAGS + 1), errors.LimitExceededError, "tags"),
        (b"", errors.EmptyDocumentError, "empty"),
        (b"<html><script>a()</script><nav>Meny</nav></html>", errors.EmptyDocumentError, "no text"),
    ],
)
def test_what_is_no_page(tmp_path: Path, data: bytes, error: type[errors.LoftesporError], says: str) -> None:
    path = tmp_path / "side.htm"
    path.write_bytes(data)
    with pytest.raises(error, match=says) as raised:
        read_file(path)
    assert type(raised.value) is error
    assert str(path) in str(raised.value)


def test_web_archives_have_no_reader(tmp_path: Path) -> None:
    path = tmp_path / "side.mhtml"
    path.write_bytes(b"MIME-Version: 1.0")
    with pytest.raises(errors.UnknownTypeError):
        read_file(path)


@pytest.mark.parametrize(
    "opened", ["<div>", "<ul><li>", "<table><tr><td>", "<b>", "<details>", "<h1>", "<a href='https://x.example'>"]
)
def test_however_deep_a_page_is_nested(tmp_path: Path, opened: str) -> None:
    document = read(tmp_path, opened * 20_000 + PROSE)
    assert document.text == PROSE


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr><td rowspan=60000>a</td></tr>" * 3000 + "</table>",
        "<table><tr>" + "<th colspan=1000>a" * 3000 + "<tr><td>b</table>",
        "<p>" + "a<br>" * 20_000,
        "<p>Tog<sup>1</sup></p>" * 1000 + "<p><sup>1</sup> NTP.</p>" * 1000,
        "<p>" + "x" * 100_000,
        "<p>Les også</p>" * 5000,
    ],
    ids=["rowspan", "colspan", "br", "notes", "word", "phrases"],
)
def test_large_pages_cost_little(tmp_path: Path, markup: str) -> None:
    read(tmp_path, markup)


def test_entities_of_a_page_are_none(tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("hemmelig")
    markup = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><p>Byen &x; vil</p></html>'
    )
    assert "hemmelig" not in read(tmp_path, markup, "side.xhtml").text


@pytest.mark.parametrize("rule", [*name_rules(), *phrase_rules()], ids=lambda rule: f"{rule.effect}: {rule.name}")
def test_rule_examples(rule: Rule) -> None:
    def holds(example: str) -> bool:
        if rule in phrase_rules():
            return phrase(example, effect=rule.effect) is not None
        return rule.effect in effects(example)

    assert rule.examples
    assert rule.unlike
    assert [example for example in rule.examples if not holds(example)] == []
    assert [example for example in rule.unlike if holds(example)] == []


@pytest.mark.parametrize(
    ("names", "level"), [("MsoTitle", 1), ("x Overskrift2", 2), ("MsoHeading7", 7), ("MsoNormal", None), ("", None)]
)
def test_headings_by_their_class(names: str, level: int | None) -> None:
    assert named_level(names) == level


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [(3, "1", "3"), (28, "a", "ab"), (3, "A", "C"), (1994, "i", "mcmxciv"), (4, "I", "IV"), (0, "a", "0")],
)
def test_numbers_of_lists(number: int, style: str, expected: str) -> None:
    assert written(number, style) == expected


TAGS = st.sampled_from([
    "div", "p", "ul", "ol", "li", "table", "tr", "td", "th", "h2", "b", "a", "sup", "section", "main", "nav", "details",
    "summary", "dl", "dt", "dd", "pre", "br",
])  # fmt: skip
NOTED = st.sampled_from(["", ' id="n1"', ' href="#n1"', " hidden", ' class="menu"', ' colspan="3"', ' rowspan="9"'])
SAID = st.sampled_from(["Vi vil:", "– bygge", "1. Planen", "1", " ", "opp-\n", "a\u030a", "\u00ad", "Les også", PROSE])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TAGS, NOTED, SAID, st.booleans()), max_size=40))
def test_whatever_stands_in_a_page_is_accounted_for(tmp_path: Path, parts: list[tuple[str, str, str, bool]]) -> None:
    markup = "".join(f"<{tag}{noted}>{said}{f'</{tag}>' if closed else ''}" for tag, noted, said, closed in parts)
    read(tmp_path, f"<html><body><p>{PROSE}</p>{markup}")
