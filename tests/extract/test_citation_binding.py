"""Which act a section belongs to: one table for each way in which the text can say it."""

import pytest

from loftespor.extract.citation import Context, find_citations
from loftespor.extract.citation.measures import measure_key
from loftespor.extract.citation.relations import amended_by, chapters_of, made_under, may_have
from loftespor.extract.records import Citation


def places(text: str, context: Context | None = None) -> list[tuple[str | None, str]]:
    """Id and rule of each place."""
    found = find_citations(text, context=context)
    return [(c.id, c.rule.removeprefix("place-")) for c in found if c.rule.startswith("place-")]


def last(text: str, context: Context | None = None) -> Citation:
    return find_citations(text, context=context)[-1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("forvaltningsloven (fvl.) § 41", [("lov/1967-02-10/§41", "introduced")]),
        ("barnehageloven (§ 42)", [("lov/2005-06-17-64/§42", "adjacent")]),
        ("lov om vegar m.m., § 30", [("lov/1963-06-21-23/§30", "adjacent")]),
        ("TEK 17 § 12-7", [("forskrift/2017-06-19-840/§12-7", "adjacent")]),  # a name of two words
        ("AFP loven § 3", [("lov/2010-06-25-28/§3", "adjacent")]),  # the hyphen left out
        (
            "panteloven § 3-4, jf. også § 4-10",
            [("lov/1980-02-08-2/§3-4", "adjacent"), ("lov/1980-02-08-2/§4-10", "carried")],
        ),
        (
            "forvaltningsloven §§ 13 og 14, med unntak av § 13 b",
            [
                ("lov/1967-02-10/§13", "adjacent"),
                ("lov/1967-02-10/§14", "adjacent"),
                ("lov/1967-02-10/§13b", "carried"),
            ],
        ),
        (
            "forvaltningsloven § 44 for enkeltpersoner og § 46 for foretak",
            [("lov/1967-02-10/§44", "adjacent"), ("lov/1967-02-10/§46", "carried")],
        ),
        (
            "forskrift 16. desember 2005 nr. 1568 om arbeidsmiljølovens bruk for innleide § 1",  # a name in the title
            [("forskrift/2005-12-16-1568/§1", "title-between")],
        ),
    ],
)
def test_the_act_is_named_beside_the_place(text: str, wanted: list[tuple[str, str]]) -> None:
    assert places(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("barnehageloven §§ 3-4, 4-3 og 5-2", ["§3-4", "§4-3", "§5-2"]),  # '4-3' is no range, so no dash is one
        ("barnehageloven §§ 5-1 til 5-3 og § 5-6", ["§5-1..§5-3", "§5-6"]),
        ("barnehageloven §§ 44-48", ["§44..§48"]),
        ("ny § 20–6 i barnehageloven", ["§20-6"]),  # the long dash in one number
        ("barnehageloven § 8 nr. 2 og 3", ["§8/nummer/2", "§8/nummer/3"]),
        ("barnehageloven § 8 nr. 1 til 3", ["§8/nummer/1..3"]),
        ("barnehageloven §§ 2 nr. 3 og 5", ["§2/nummer/3", "§5"]),  # two sections
        ("kapittel 6 A i barnehageloven", ["kap6a"]),
    ],
)
def test_lists_of_places(text: str, wanted: list[str]) -> None:
    assert [i and i.removeprefix("lov/2005-06-17-64/") for i, _ in places(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("pbl. § 93", "lov/1985-06-14-77/§93"),
        ("pbl. § 20-1", "lov/2008-06-27-71/§20-1"),
        ("kommuneloven § 23", "lov/1992-09-25-107/§23"),
        ("sosialtjenesteloven § 5-1", "lov/1991-12-13-81/§5-1"),
        ("opplæringslova § 9 A-6", "lov/1998-07-17-61/§9a-6"),
        ("straffeloven fra 1902 § 53", "lov/1902-05-22-10/§53"),
        ("straffeloven § 53", "lov/2005-05-20-28/§53"),  # both count through the act
        ("lov 20. juni 2003 nr. 56 om fagskoler (fagskoleloven) § 10", "lov/2003-06-20-56/§10"),
        ("lov 20. juni 2003 nr. 56 om fagskoler (fagskoleloven). Etter fagskoleloven § 2", "lov/2003-06-20-56/§2"),
        ("kulturminneloven (kml) gjelder. Etter kml § 15", "lov/1978-06-09-50/§15"),
        ("byggteknisk forskrift (TEK10) § 7-2", "forskrift/2010-03-26-489/§7-2"),
        ("byggteknisk forskrift (TEK17) § 7-2", "forskrift/2017-06-19-840/§7-2"),
        ("skatteloven § 647", "lov/1999-03-26-14/§6-47"),
        ("Forskriften om konsekvensutredninger § 6", "forskrift/2017-06-21-854/§6"),  # a title in definite form
        ("Lov om rasjonering av kraft av 9. juli 1948 nr. 10", "lov/1948-07-09-10"),  # a title that nobody knows
        ("forskrift til vareførselsloven § 14-2-1", "forskrift/2022-10-27-1901/§14-2-1"),
    ],
)
def test_the_act_of_several_with_one_name(text: str, wanted: str) -> None:
    assert last(text).id == wanted


def test_a_former_act_is_meant_in_a_text_of_its_time() -> None:
    assert last("plan- og bygningsloven § 7", Context(date="2003-05-01")).id == "lov/1985-06-14-77/§7"


@pytest.mark.parametrize(
    ("text", "own", "wanted"),
    [
        # one act in the title
        ("§ 10 fjerde ledd skal lyde:", "lov/2025-06-20-43", [("lov/2017-06-16-67/§10/ledd/4", "amended")]),
        ("Loven § 10 gjelder.", "lov/2025-06-20-43", [("lov/2017-06-16-67/§10", "adjacent")]),
        # two acts: the text does not say which
        ("§ 3-4 første ledd skal lyde:", "lov/2025-06-20-67", [("lov/?/§3-4/ledd/1", "amended")]),
        # the act under which the regulation is made, by its title
        ("jf. lovens § 32", "forskrift/2009-10-15-1286", [("lov/2008-05-15-35/§32", "adjacent")]),
        ("Fristen i § 4 gjelder.", "forskrift/2009-10-15-1286", [("forskrift/2009-10-15-1286/§4", "own")]),
        # a section that was named with another act, and only as a single one
        (
            "Etter veglova § 60a gjelder dette. Listen i § 60a er lang, og §§ 2 og 3 er korte.",
            "forskrift/2009-10-15-1286",
            [
                ("lov/1963-06-21-23/§60a", "adjacent"),
                ("lov/1963-06-21-23/§60a", "repeated"),
                ("forskrift/2009-10-15-1286/§2", "own"),
                ("forskrift/2009-10-15-1286/§3", "own"),
            ],
        ),
        (
            "EØS-tilpasning av rettsakten i samsvar med vedlegg II kapittel XII nr. 5.",
            "forskrift/2009-10-15-1286",
            [("avtale/avt-1992-05-02-1-v2/kapXII/nummer/5", "eea-annex")],
        ),
        ("reglene i kapittel 3 i HNS-konvensjonen", "lov/2005-06-17-64", []),
        ("Prop. 9 L (2010–2011) Lov om barnehager kapittel 13", "lov/2005-06-17-64", []),  # the bill's chapter
    ],
)
def test_what_the_text_is_says_which_act(text: str, own: str, wanted: list[tuple[str, str]]) -> None:
    assert places(text, Context(self_id=own)) == wanted


def test_several_amended_acts_are_alternatives() -> None:
    citation = last("§ 3-4 første ledd skal lyde:", Context(self_id="lov/2025-06-20-67"))
    assert citation.status == "ambiguous"
    assert citation.alternatives == ("lov/1999-07-02-62/§3-4/ledd/1", "lov/1999-07-02-63/§3-4/ledd/1")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Etter pbl. § 19-2 kan det gis dispensasjon. Vilkårene i § 19-2 er oppfylt.", "lov/2008-06-27-71/§19-2"),
        ("Etter veglova skal søknaden, jf. § 30, begrunnes", "lov/1963-06-21-23/§30"),
        ("Veglova gjelder. Lovens § 30 er streng.", "lov/1963-06-21-23/§30"),
        # two acts: 'loven' may be either
        ("Veglova og barnehageloven gjelder. Lovens § 30 er streng.", "lov/?/§30"),
        # headings and sections of plans and papers take no act from before them
        ("etter pbl. § 12-7) § 1 Planens hensikt", "lov/?/§1"),
        ("i strid med pbl. § 29-2 og reguleringsplan 123456 § 18", "lov/?/§18"),
        ("Etter pbl. § 19-2 blir det gitt dispensasjon fra kommuneplanen, § 3.1 og § 31", "lov/?/§31"),
        ("Etter kommuneloven gjelder § 6 i fullmakter for byrådet", "lov/?/§6"),
        ("Etter veglova er det slik. § 6 Plikt til å svare", "lov/?/§6"),
    ],
)
def test_a_short_form_in_a_paper(text: str, wanted: str) -> None:
    assert last(text).id == wanted


@pytest.mark.parametrize(
    ("text", "own", "wanted"),
    [
        ("direktiv 2009/16/EF artikkel 18", None, ["eu/32009l0016", "eu/32009l0016/a18"]),
        ("personvernforordningen artikkel 9", None, ["eu/32016r0679/a9"]),
        # in a Norwegian act the articles are those of the act that made them law
        ("personvernforordningen artikkel 9", "lov/2005-06-17-64", ["lov/2018-06-15-38/gdpr/a9"]),
        ("Den europeiske menneskerettighetskonvensjonen artikkel 8", None, ["lov/1999-05-21-30/emkn/a8"]),
        ("EØS-avtalen vedlegg II kapittel XV", None, ["avtale/avt-1992-05-02-1-v2/kapXV"]),
    ],
)
def test_articles_and_annexes(text: str, own: str | None, wanted: list[str]) -> None:
    assert [c.id for c in find_citations(text, context=Context(self_id=own))] == wanted


def test_an_article_made_law_is_the_same_measure() -> None:
    text = "personvernforordningen artikkel 9"
    keys = {measure_key(last(text, Context(self_id=own))) for own in (None, "lov/2005-06-17-64")}
    assert keys == {"eu/32016r0679/a9"}


@pytest.mark.parametrize(
    ("text", "own", "wanted"),
    [
        ("etter vedtak 27. juni 2024 nr. 1365", "lov/2005-06-17-64", "forskrift/2024-06-27-1365"),
        ("etter vedtak 27. juni 2024 nr. 1365", None, "date/2024-06-27"),  # may be any board's
        (
            "forskrifter til lov 4. mars 1983 nr. 3, fastsatt 11. november 1983 nr. 1608",
            None,
            "forskrift/1983-11-11-1608",
        ),
    ],
)
def test_notices_by_date(text: str, own: str | None, wanted: str) -> None:
    assert last(text, Context(self_id=own)).id == wanted


def test_relations_follow_from_titles() -> None:
    amended = amended_by("lov/2025-06-20-39")  # 'i barnevernsloven mv.'
    assert amended is not None
    assert (amended.one, amended.open) == ("lov/2021-06-18-97", True)
    assert amended_by("lov/2021-06-18-97") is None
    assert made_under("forskrift/2009-12-15-1540") == "lov/2009-06-19-58"  # the act in force with the regulation
    assert made_under("forskrift/2006-10-13-1157") is None  # konsesjonsforskriften, on fisheries
    assert chapters_of("lov/1985-06-14-77") is None
    assert [may_have("lov/1985-06-14-77", number) for number in ("93", "20-1", "647")] == [True, False, False]
    assert may_have("lov/1814-05-17", "1") is None
