import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sqlite_utils import Database

from loftespor.reports.files import SourceFiles, copied_name
from loftespor.reports.links import web_address
from loftespor.reports.material import load_material
from loftespor.reports.matrix import script_json

_INLINE = {"a", "span", "mark", "code", "strong", "q"}
Write = Callable[..., Path]


class Page(HTMLParser):
    """The tags of a page with their attributes, its ids and its visible text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.text += " "
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def ids(self) -> set[str | None]:
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}


def words(page: Page) -> str:
    return " ".join(page.text.split())


def pages_of(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


def test_there_is_a_page_for_everything(report: Path) -> None:
    assert {p.relative_to(report).as_posix() for p in pages_of(report)} == {
        "index.html", "lesing.html", "metode.html", "sok.html", "uten-spor.html",
        *(f"punkt/c{n}.html" for n in range(1, 9)),
        *(f"dokument/{name}.html" for name in ("program", "protokoll", "budsjett", "rapport")),
    }  # fmt: skip


def test_every_link_leads_somewhere(report: Path) -> None:
    for path in pages_of(report):
        for _, attributes in Page(path).tags:
            for address in (attributes.get("href"), attributes.get("src")):
                if address is None or urlsplit(address).scheme:
                    continue
                parts = urlsplit(address)
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                assert target.is_file(), f"{path.name}: {address}"
                if parts.fragment and "=" not in parts.fragment and target.suffix == ".html":
                    assert unquote(parts.fragment) in Page(target).ids, f"{path.name}: {address}"


def test_nothing_of_a_stranger_becomes_markup(report: Path) -> None:
    for path in pages_of(report):
        page = Page(path)
        scripts = [attributes for tag, attributes in page.tags if tag == "script"]
        assert all(set(attributes) == {"src", "defer"} for attributes in scripts), "no script stands in a page"
        assert not [1 for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]
        assert not [1 for _, attributes in page.tags if str(attributes.get("href")).startswith("javascript:")]
        assert not [1 for tag, _ in page.tags if tag == "b"], "a title with markup is shown as it is written"
        policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
        assert policy is not None
        assert policy.startswith("default-src 'none'")


def test_no_page_asks_the_network_for_anything(report: Path) -> None:
    for path in (*pages_of(report), *report.glob("assets/*")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(src|href)=\"(https?:)?//|url\(|fetch\(|@import|XMLHttpRequest", text), path.name


def test_data_in_a_script_cannot_end_it() -> None:
    assert script_json("</script>\u2028\u2029") == '"\\u003c/script>\\u2028\\u2029"'


def test_a_statement_of_a_stranger_is_shown_to_the_letter(report: Path) -> None:
    assert '</script><script>alert("x")</script> & =HYPERLINK("http://x")' in Page(report / "punkt/c7.html").text


def test_headings_do_not_skip_levels_and_every_page_has_one_title(report: Path) -> None:
    for path in pages_of(report):
        levels = [int(tag[1]) for tag, _ in Page(path).tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), path.name


def test_shares_have_denominators_and_the_number_not_assessed(report: Path) -> None:
    text = words(Page(report / "index.html"))
    assert "Finansiert 1 av 3 undersøkt, 33" in text
    assert "Delvis finansiert: 1 av 3 (33" in text, "partly stands by itself"
    assert "5 punkter er ikke undersøkt" in text
    assert "Nedstemt 2 punkter" in text, "one that fell, one that was answered"


def test_the_municipality_is_named_where_there_is_one(report: Path) -> None:
    assert "Lillevik · Løfter, forslag og vedtak" in words(Page(report / "index.html"))


def test_what_was_not_read_and_older_editions_are_named(report: Path) -> None:
    text = words(Page(report / "index.html"))
    assert "Én fil kunne ikke leses: skannet.pdf Filen har ingen tekst. Kjør OCR på den." in text
    assert "En eldre utgave av et dokument er utelatt." in text
    assert "Side 3 er et bilde uten tekst." in text


def test_a_commitment_shows_its_quote_where_it_stands(report: Path) -> None:
    page = words(Page(report / "punkt/c2.html"))
    assert "Lillevik SV vil: […]" in page, "the lead-in is too far up to be a neighbour"
    assert "• Innføre gratis skolemat i alle grunnskoler. Slik vil vi gjøre" in page


def test_each_axis_shows_its_evidence_and_the_rule(report: Path) -> None:
    page = words(Page(report / "punkt/c1.html"))
    assert "«Helsesykepleiere i skolen | 4 200»" in page
    assert "Budsjett 2025, side 2, 11. desember 2024 · Åpne filen" in page
    assert "Ordene sier det om dette forslaget. funding-funded" in page


def test_evidence_can_be_read_in_its_context(report: Path) -> None:
    page = words(Page(report / "punkt/c1.html"))
    assert "Vis sammenhengen Sak 12/24 Helsesykepleiere Votering: Forslaget fra SV ble vedtatt" in page


def test_silence_is_shown_with_what_was_searched(report: Path) -> None:
    page = words(Page(report / "punkt/c6.html"))
    assert "Lette i 12 dokumenter til og med 17.12.2025, fant ikke noe. Se hvilke" in page
    assert "Budsjett 2025" in words(Page(report / "sok.html"))


def test_a_passage_that_no_rule_uses_is_shown_as_a_candidate_only(report: Path) -> None:
    page = words(Page(report / "punkt/c6.html"))
    assert "Mulige belegg, ikke brukt" in page
    assert "gjennomgang av parkeringsavgiftene" in page
    assert "Kulturskolen" not in page, "a person rejected that link"


def test_measures_are_named_and_values_are_none(report: Path) -> None:
    assert "Tiltak og kilder punktet viser til Bybaneplanen en ny bybane" in words(Page(report / "punkt/c3.html"))
    assert "Tiltak og kilder" not in Page(report / "punkt/c6.html").text, "'innen 2025' is a value, no measure"


def test_related_commitments_are_shown_from_both_sides(report: Path) -> None:
    assert "samtaleterapi" in Page(report / "punkt/c1.html").text
    assert "helsesykepleier på hver skole" in Page(report / "punkt/c6.html").text


def test_what_a_person_decided_is_shown_with_name_day_and_reason(report: Path) -> None:
    page = words(Page(report / "punkt/c1.html"))
    assert (
        "Kari Nordmann satte verdien «gjennomført» (gjennomføring), 10. januar 2026 Begrunnelse: Ringte <skolen>."
        in page
    )


def test_orphans_are_evidence_without_a_commitment(report: Path) -> None:
    text = words(Page(report / "uten-spor.html"))
    assert "3 av 8 punkter har ikke noe belegg." in text
    assert "Kulturskolen | 1 150 2025: 1 150 000 kr; 2026: −50 000 kr" in text, "its only link was rejected; one row"
    assert "Helsesykepleiere i skolen" not in text
    assert "gratis skolemat falt" not in text, "quoted as evidence"


def test_nynorsk_words_are_marked_as_such(report: Path) -> None:
    headings = [a for t, a in Page(report / "punkt/c5.html").tags if t == "h1"]
    assert [a["lang"] for a in headings] == ["nn"]


def test_the_method_page_holds_every_value_and_the_rules_used(report: Path) -> None:
    text = words(Page(report / "metode.html"))
    assert "motstridende" in text
    assert "ikke etterprøvbar" in text
    assert "implementation-dropped · ett belegg Ordene sier det om dette forslaget." in text
    assert "Program 0.1.0" in text
    assert "09:00" not in text, "no clock times: equal input gives equal bytes"


def test_a_document_says_where_its_fields_were_read(report: Path) -> None:
    text = words(Page(report / "dokument/program.html"))
    assert "Dato 4. mars 2023 side 1" in text
    assert "Tittel Lillevik SV: Program 2023–2027 corpus.toml" in text


def test_the_same_input_gives_the_same_bytes(write: Write) -> None:
    one, other = write("en"), write("to")
    names = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_a_translated_report_has_no_word_of_bokmaal_in_its_frame(write: Write, lang: str) -> None:
    page = Page(write(lang=lang) / "index.html")
    assert ("html", {"lang": lang}) in page.tags
    assert not re.search(r"løftene|undersøkt|Nedstemt", page.text) or lang == "nn"
    assert "Hva ble det" not in page.text


def test_a_source_file_that_was_changed_is_not_offered(write: Write, tmp_path: Path) -> None:
    (tmp_path / "kilder" / "budsjett.txt").write_text("Et annet budsjett")
    out = write()
    assert not list(out.glob("files/*/budsjett.txt"))
    assert list(out.glob("files/*/program.txt"))


def test_an_id_that_is_no_file_name_gets_one(write: Write, db: Database) -> None:
    db.execute("UPDATE commitments SET id = '../../ute' WHERE id = 'c8'")
    assert (write() / "punkt" / "x2e2e2f2e2e2f757465.html").is_file()


def test_a_commitment_in_two_documents_has_two_pages(write: Write, db: Database) -> None:
    row = next(iter(db.query("SELECT * FROM commitments WHERE id = 'c1'")))
    db.table("commitments").insert(row | {"number": None, "document": "protokoll"})
    assert {p.name for p in (write() / "punkt").glob("c1*")} == {"c1.html", "c1-protokoll.html"}


def test_an_empty_database_gives_a_report_that_says_so(write: Write, db: Database) -> None:
    for table in ("commitments", "statuses", "documents", "runs", "blocks", "links", "searches"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 own names
    text = words(Page(write() / "index.html"))
    assert "0 punkter i 0 dokumenter" in text
    assert "Ingen dokumenter er lest." in text


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        pytest.param("Protokoll 12.pdf", "Protokoll 12.pdf", id="as it is"),
        pytest.param("../../etc/passwd.txt", "passwd.txt", id="no folders"),
        pytest.param("..\\x.pdf", "x.pdf", id="no folders of another system"),
        pytest.param("side.html", "side.html.txt", id="a page from a stranger would run"),
        pytest.param("a<b>.md", "a_b_.md", id="no odd characters"),
        pytest.param("program.exe", None, id="unknown type"),
        pytest.param("alle.jsonl.gz", None, id="a file of many documents"),
    ],
)
def test_names_of_copies(name: str, copied: str | None) -> None:
    assert copied_name(name) == copied


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://lovdata.no/lov/1", "https://lovdata.no/lov/1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ('https://x"onclick="y', None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: str | None) -> None:
    assert web_address(url) == link


@pytest.mark.parametrize(
    ("place", "page", "link"),
    [
        pytest.param("files/ab/Plan å.pdf", 12, "files/ab/Plan%20%C3%A5.pdf#page=12", id="a PDF opens at its page"),
        pytest.param("files/ab/plan.txt", 12, "files/ab/plan.txt", id="a text has no pages to open at"),
        pytest.param("files/ab/plan.pdf", None, "files/ab/plan.pdf", id="the file as a whole"),
    ],
)
def test_links_to_source_files(db: Database, place: str, page: int | None, link: str) -> None:
    source = load_material(db).sources[0]
    assert SourceFiles({source.id: place}).link(source, page) == link
    assert SourceFiles({}).link(source, page) is None
