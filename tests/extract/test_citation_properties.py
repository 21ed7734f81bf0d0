"""What holds for every text: offsets, breaks inside a citation, no citation over another."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loftespor.extract.citation import Context, bind_names, find_citations

# One full citation of each kind, with spaces where a file may have a line break or a special space.
FULL = (
    "Meld. St. 12 (2019–2020)", "Prop. 71 L (2016–2017)", "Ot.prp. nr. 20 (2001–2002)", "Innst. S. nr. 41 (2003–2004)",
    "NOU 2016: 4", "Dokument 8:33 S (2020–2021)", "anmodningsvedtak nr. 120 (2017–2018)",
    "skatteloven § 6-10 første ledd",
    "lov 17. juni 2005 nr. 64", "plan- og bygningsloven § 12-4", "forordning (EF) nr. 178/2002", "rundskriv H-6/15",
    "byrådssak 44/22", "kap. 231 post 60", "straffeloven §§ 185, 186 og 189",
    "St.prp. nr. 57 (2007–2008)", "Innst. 7 S (2021–2022)", "Innst. O. nr. 95 (2004–2005)", "Lovvedtak 31 (2021–2022)",
    "Representantforslag 40 L (2020–2021)", "Prop. 1 S (2020–2021) for Finansdepartementet", "NOU 1974: 5 A",
    "HR-2018-104-A", "Rt. 1994 s. 610", "bystyresak 201/22", "PS 78/2024", "KOSTRA-gruppe 3", "SSB tabell 01222",
    "Besl. O. nr. 44 (2004–2005)", "Lovanmerkning 2 (2022–2023)", "Budsjett-innst. S. nr. 6 (2001–2002)",
    "stortingsmelding nr. 31 (2012–2013)", "Dokument 3:4 (2006–2007)", "oppmodingsvedtak nr. 12 (2020–2021)",
)  # fmt: skip
# Those that end in a digit, a letter or a bracket, so that a footnote's mark may be glued to them.
GLUED = tuple(text for text in FULL if not text.endswith(("ledd", "departementet")))
BLANKS = st.sampled_from([" ", "\n", "  ", "\u00a0", "\u202f", " \n", "\n\n", "\u2009"])
PIECES = st.sampled_from(
    [
        *FULL, "§", "§§ 3", "lov", "lov om", "forskrift", "kap.", "(EU)", "sak 1/", "http://", "1 000", "kr", "«", "\n",
        "-", "–", "artikkel 9", "mars 2020", "innen", "i § 216 i", "(2019", "St.", "İ", "planen for", "0", "99999999",
    ]
)  # fmt: skip


def _ids(text: str) -> list[str | None]:
    context = Context(municipality="fjordby", budget_year=2024)
    return [c.id for c in find_citations(text, context=context) if c.measure_class != "value"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(citation=st.sampled_from(FULL), data=st.data())
def test_breaks_and_special_spaces_inside_a_citation_do_not_change_its_id(citation: str, data: st.DataObject) -> None:
    broken = re.sub(" ", lambda _: data.draw(BLANKS), citation)
    assert _ids(f"Se {broken}, side 3.") == _ids(f"Se {citation}, side 3.") != []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(citation=st.sampled_from(GLUED), mark=st.integers(1, 99))
def test_a_glued_mark_whose_note_repeats_the_citation_does_not_change_its_id(citation: str, mark: int) -> None:
    context = Context(municipality="fjordby", budget_year=2024, footnotes={str(mark): f"Se {citation}."})
    found = find_citations(f"Dette følger av {citation}{mark} og mer.", context=context)
    assert [c.id for c in found if c.measure_class != "value"] == _ids(f"Dette følger av {citation} og mer.") != []
    assert [c.id for c in found if c.type == "footnote"] == [f"fn/{mark}"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(citation=st.sampled_from(FULL), mark=st.integers(1, 99))
def test_a_note_that_cites_something_else_changes_nothing(citation: str, mark: int) -> None:
    context = Context(municipality="fjordby", budget_year=2024, footnotes={str(mark): "Se kommunens nettsider."})
    text = f"Dette følger av {citation} og mer."
    assert [c.id for c in find_citations(text, context=context) if c.measure_class != "value"] == _ids(text)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14))
def test_offsets_lie_inside_in_order_and_none_over_another(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for citation in bind_names(text, find_citations(text, context=Context(self_id="lov/2005-06-17-64"))):
        assert end <= citation.start < citation.end <= len(text)
        assert citation.status in {"resolved", "unresolved", "ambiguous", "malformed"}
        if citation.status == "resolved":
            assert citation.id is not None
            assert "/?/" not in citation.id
        end = citation.end


@settings(max_examples=40, deadline=None)
@given(citation=st.sampled_from(FULL), before=st.text(alphabet="abcæ .,\n", max_size=30))
def test_a_span_is_the_citation_wherever_it_stands(citation: str, before: str) -> None:
    text = f"{before} Se {citation}."
    found = [c for c in find_citations(text) if c.measure_class != "value"]
    assert found
    assert found[0].start == text.index(citation)
    assert found[-1].end == text.index(citation) + len(citation)


@given(st.lists(PIECES, max_size=10))
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_citations(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert find_citations(text) == find_citations(text)
