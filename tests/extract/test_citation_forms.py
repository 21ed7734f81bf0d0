"""Forms of citations: a text, perhaps a context, and the ids that a careful reader takes from it."""

import pytest

from loftespor.extract.citation import Context, cite_json, find_citations
from loftespor.extract.citation.find import _without_overlaps
from loftespor.extract.records import Citation


def ids(text: str, context: Context | None = None) -> list[str | None]:
    return [c.id for c in find_citations(text, context=context) if c.measure_class != "value"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Se Meld.\nSt. 7 (2017–\n2018).", ["meld-st/2017-2018/7"]),  # broken at every joint
        ("i stortingsmelding nr. 4 (2005-2006)", ["st-meld/2005-2006/4"]),  # the series in use that session
        ("i St.meld. nr. 9 (2014–2015)", ["meld-st/2014-2015/9"]),  # old words, new series
        ("(St.prp.nr.63 (2002–2003), Innst.S.nr.260 (2002–2003))", ["st-prp/2002-2003/63", "innst-s/2002-2003/260"]),
        ("Meld. St. 9 (2019–2031) om vern", ["meld-st/?/9"]),  # a period is no session
        (
            "Prop. 1 S (2019–2020) for Kultur- og likestillingsdepartementet",
            ["prop/2019-2020/1-s/kultur-og-likestillingsdepartementet"],
        ),
        ("vedtak nr. 41 og 42 (2018–2019)", ["stortingsvedtak/2018-2019/41", "stortingsvedtak/2018-2019/42"]),
        ("anmodningsvedtak nr. 88 i Innst. 12 S (2022–2023)", ["stortingsvedtak/2022-2023/88", "innst/2022-2023/12-s"]),
        ("NOU 2014: 7 Elevenes læring", ["nou/2014/7"]),  # the capital of the title is no part letter
        ("Prop. 99 L og mer. Prop. 99 L (2016–2017)", ["prop/2016-2017/99-l", "prop/2016-2017/99-l"]),
    ],
)  # fmt: skip
def test_numbered_series(text: str, wanted: list[str]) -> None:
    assert ids(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("etter barnehageloven § 8 andre ledd bokstav b.", ["lov/2005-06-17-64/§8/ledd/2/bokstav/b"]),
        ("Oppheve § 4 i konsesjonsloven.", ["lov/2003-11-28-98/§4"]),
        (
            "brudd på straffeloven §§ 185, 186 eller 189.",
            ["lov/2005-05-20-28/§185", "lov/2005-05-20-28/§186", "lov/2005-05-20-28/§189"],
        ),
        ("panteloven § 3-1 og § 4-2", ["lov/1980-02-08-2/§3-1", "lov/1980-02-08-2/§4-2"]),  # the list keeps its act
        ("skatteloven §§ 5-1 til 5-9", ["lov/1999-03-26-14/§5-1..§5-9"]),
        ("straffeprosessloven §§ 44-48 og 50", ["lov/1981-05-22-25/§44..§48", "lov/1981-05-22-25/§50"]),
        ("veglova § 9 første og andre ledd", ["lov/1963-06-21-23/§9/ledd/1", "lov/1963-06-21-23/§9/ledd/2"]),
        ("etter forvaltningsloven § 28 og 29.", ["lov/1967-02-10/§28", "lov/1967-02-10/§29"]),
        ("etter forvaltningsloven § 29 og 3 uker", ["lov/1967-02-10/§29"]),  # an amount is no section
        ("unntaksloven for kystkommuner", ["lov/?/unntaksloven-for-kystkommuner"]),
        ("aml. § 15-7 (1) a", ["lov/2005-06-17-62/§15-7/ledd/1/bokstav/a"]),
        ("lov 17. juni 2005 nr. 64 om barnehager § 2", ["lov/2005-06-17-64", "lov/2005-06-17-64/§2"]),  # title between
        ("kommunelova av 22. juni 2018 nr. 83 § 5-1", ["lov/2018-06-22-83/§5-1"]),
        ("FOR-2017-06-19-840 § 3-1", ["forskrift/2017-06-19-840/§3-1"]),
        ("straffeloven (1902) § 195", ["lov/1902-05-22-10/§195"]),
        ("straffeprosessloven § 216 i første ledd", ["lov/1981-05-22-25/§216i/ledd/1"]),  # i is a letter here
        ("brannloven sier", ["lov/?/brannloven"]),
        ("ulovene og naturlovene", []),
        ("jf. § 7 i vedtektene", ["lov/?/§7"]),
        ("§12-soning", []),
        ("lov 26. mars 1999 nr. 14", ["lov/1999-03-26-14"]),
        ("lov 25. mars 1999 nr. 14", ["lov/1999-03-26-14"]),  # a day off: repaired and flagged
    ],
)  # fmt: skip
def test_acts(text: str, wanted: list[str]) -> None:
    assert ids(text) == wanted


def test_a_bare_section_is_of_the_text_itself() -> None:
    context = Context(self_id="lov/2005-06-17-64")
    assert ids("Kravet i § 18 gjelder også her.", context) == ["lov/2005-06-17-64/§18"]
    assert ids("§ 18. Barnehagens personale", context) == []  # its own heading
    assert ids("§ 18 første ledd skal lyde:", context) == ["lov/?/§18/ledd/1"]  # an amending act speaks of another


def test_the_enabling_act_of_a_regulation_is_the_act() -> None:
    context = Context(self_id="forskrift/2017-04-24-487", enabling=("lov/2005-06-17-64",))
    assert ids("Styreren, jf. lovens § 17, har ansvaret.", context) == ["lov/2005-06-17-64/§17"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("direktiv 2004/38/EF", ["eu/32004l0038"]),
        ("forordning (EU) nr. 1305/2013", ["eu/32013r1305"]),  # number first through 2014
        ("forordning (EU) 2018/1139", ["eu/32018r1139"]),
        ("direktiv 91/676/EØF", ["eu/31991l0676"]),
        ("beslutning (EU) 2020/1421", ["eu/32020d1421"]),
        ("artikkel 5 i forordning (EF) nr. 178/2002", ["eu/32002r0178/a5", "eu/32002r0178"]),
        ("EUs taksonomiforordning", ["eu/?/taksonomiforordning"]),
        ("EØS-avtalen vedlegg XI nr. 5a", ["avtale/avt-1992-05-02-1-v11/nummer/5a"]),
        ("rundskriv H-6/15", ["rundskriv/h-2015-6"]),
        ("rundskriv I-2019-4", ["rundskriv/i-2019-4"]),
        ("T-1521/16 gjelder", ["rundskriv/t-2016-1521"]),
    ],
)
def test_europe_and_circulars(text: str, wanted: list[str]) -> None:
    assert ids(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Byrådssak 44/22", ["byrådssak/fjordby/44/2022"]),
        (
            "bystyresak 12-98, sak 7/99 og sak 31-03",
            ["bystyresak/fjordby/12/1998", "bystyresak/fjordby/7/1999", "bystyresak/fjordby/31/2003"],
        ),
        ("byrådssak 2019/01234-5", ["arkivsak/fjordby/2019/1234/5"]),  # a document number: an archive case
        ("Arkivsak: 21/407 - 3", ["arkivsak/fjordby/2021/407/3"]),
        ("Byrådssak 12 av 03.02.2021", ["byrådssak/fjordby/12/2021"]),
        ("websak 11/2020", []),
        ("gnr. 12/345", []),
        ("Kommunestyret behandlet dette i sak 9/20.", ["ks-sak/fjordby/9/2020"]),
        ("BYGG-2021/4567-8", ["arkivsak/fjordby/BYGG-2021/4567/8"]),
    ],
)  # fmt: skip
def test_municipal_cases(text: str, wanted: list[str]) -> None:
    assert ids(text, Context(municipality="fjordby")) == wanted


def test_a_case_without_municipality_stays_open() -> None:
    (citation,) = find_citations("Se byrådssak 44/22.")
    assert (citation.id, citation.status) == ("byrådssak/?/44/2022", "unresolved")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kap. 231 post 60 økes", ["statsbudsjettet/2024/kap/231/post/60"]),
        ("kap. 231 Barnehager, post 21", ["statsbudsjettet/2024/kap/231/post/21"]),
        (
            "kap. 1320 postene 28 og 30",
            ["statsbudsjettet/2024/kap/1320/post/28", "statsbudsjettet/2024/kap/1320/post/30"],
        ),
        ("Kap 3.2 beskriver dette", []),
        ("statsbudsjettet for 2023", ["statsbudsjettet/2023"]),
        ("Handlings- og økonomiplan 2023-2026", ["økonomiplan/?/2023-2026"]),
        ("nok plass i 2023", []),
    ],
)
def test_budgets(text: str, wanted: list[str]) -> None:
    assert ids(text, Context(budget_year=2024)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Temaplan for Fjordby kommunes idrettsanlegg 2020-2028",
            ["plan/fjordby/temaplan-for-fjordby-kommunes-idrettsanlegg-2020-2028"],
        ),
        ('"En by for barn" (2018)', ["plan/?/en-by-for-barn-2018"]),
        ("Opptrappingsplan for lokal velferd er bra", ["plan/?/opptrappingsplan-for-lokal-velferd"]),
        ("Hurdalsplattformen", ["plattform/regjeringen/hurdalsplattformen"]),
        ("leieavtalen og tariffavtalen", []),
        ("Planen ferdigstilles i 2027, og strategien ble vedtatt 2019.", []),  # a verb, no title
        ("ordningen med frikort for unge", ["ordning/?/ordningen-med-frikort-for-unge"]),
        ("Fjellheimavtalen", ["avtale/?/fjellheimavtalen"]),
    ],
)  # fmt: skip
def test_names(text: str, wanted: list[str]) -> None:
    assert ids(text) == wanted


def test_a_plan_that_shall_be_made_is_flagged() -> None:
    (citation,) = find_citations("Vi vil utarbeide en handlingsplan for lokale museer.")
    assert citation.flags == ("proposed",)
    assert all("proposed" not in c.flags for c in find_citations("Handlingsplanen for lokale museer følges opp."))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://www.regjeringen.no/no/dokumenter/meld.-st.-7-20172018/id99/", "meld-st/2017-2018/7"),
        ("https://lovdata.no/lov/2005-06-17-64/§18.", "lov/2005-06-17-64/§18"),
        ("(se https://example.org/a_(b))", "url/https://example.org/a_(b)"),
        ("https://example.org/en-\nlang-adresse her", "url/https://example.org/en-lang-adresse"),
        ("https://example.org/mappe/\nog mer tekst", "url/https://example.org/mappe/"),  # the sentence goes on
        ("https://example.org/mappe/\nen-side/", "url/https://example.org/mappe/en-side/"),
        ("example.no/side, og", "url/https://example.no/side"),
    ],
)
def test_addresses(text: str, wanted: str) -> None:
    assert ids(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4. mars 2021", ["date/2021-03-04"]),
        ("04.03.2021.", ["date/2021-03-04"]),
        ("mars 2021 til mai 2022", ["date/2021-03..2022-05"]),
        ("kr 40 000", ["money/NOK/40000"]),
        ("2,5 mrd. kroner", ["money/NOK/2500000000"]),
        ("1.250.000 kroner", ["money/NOK/1250000"]),
        ("10-20 mill. kr", ["money/NOK/10000000..20000000"]),
        ("nok 3 ting", []),  # 'nok' is a word
        ("6G", ["money/G/6"]),
        ("minst 40 prosent", ["percent/>=40"]),
        ("innen utgangen av 2027", ["deadline/<=2027-12-31"]),
        ("før 2035", ["deadline/<2035-01-01"]),
        ("i løpet av perioden", ["deadline/periode"]),
        ("inntil 10 år", []),
    ],
)
def test_values(text: str, wanted: list[str]) -> None:
    assert [c.id for c in find_citations(text) if c.measure_class == "value"] == wanted


def test_a_glued_footnote_mark_is_split_when_its_note_says_so() -> None:
    context = Context(footnotes={"12": "Finansdepartementet. Meld. St. 3 (2018–2019)"})
    assert [c.id for c in find_citations("i tråd med Meld. St. 312 er", context=context)] == [
        "meld-st/2018-2019/3",
        "fn/12",
    ]
    assert ids("i tråd med Meld. St. 312 er") == ["meld-st/?/312"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("om lokaltilbudet12 er", ["fn/12"]),
        ("av utstyr1920.", ["fn/19", "fn/20"]),  # two marks, one after the other
        ("etter TEK17 og", []),
        ("våren 202412 ble", ["fn/12"]),
    ],
)
def test_footnote_marks(text: str, wanted: list[str]) -> None:
    assert [c.id for c in find_citations(text) if c.type == "footnote"] == wanted


def test_the_owner_is_written_as_in_ids() -> None:
    assert ids("Byrådssak 3/21", Context(municipality="Nordre Fjord kommune")) == ["byrådssak/nordre-fjord/3/2021"]


@pytest.mark.parametrize("mark", [")", "]", ".", "a)", "/a(", "%"])
def test_an_address_of_marks_costs_no_more_than_its_length(mark: str) -> None:
    text = "http://" + mark * 40_000
    assert all(c.end <= len(text) for c in find_citations(text))


def test_antecedents_complete_a_short_form() -> None:
    assert ids("jf. Prop. 60 L", Context(antecedents=("prop/2020-2021/60-l",))) == ["prop/2020-2021/60-l"]


def test_a_line_of_json_gives_a_line_of_json() -> None:
    answer = cite_json({"text": "Byrådssak 3/21", "context": {"kommune": "Fjordby"}, "ignored": 1})
    assert answer["citations"][0]["id"] == "byrådssak/fjordby/3/2021"  # type: ignore[index]  # a list of rows


def test_of_two_over_the_same_words_the_address_stays() -> None:
    address = Citation(0, 30, "url", "url", "x", "url/a")
    inside = Citation(5, 20, "nou", "document", "x", "nou/2020/1")
    assert _without_overlaps([inside, address]) == (address,)
