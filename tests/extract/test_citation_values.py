"""Values among citations: a text, and the ids of its dates, deadlines, money, shares and quantities."""

import pytest

from loftespor.extract.citation import Context, find_citations


def values(text: str, *, date: str | None = None) -> list[tuple[str, str | None]]:
    found = find_citations(text, context=Context(date=date))
    return [(text[c.start : c.end], c.id) for c in found if c.measure_class == "value"]


def only(text: str, *, date: str | None = None) -> list[str | None]:
    return [written for _, written in values(text, date=date)]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("vedtatt 2. juni 2025.", "2. juni 2025", "date/2025-06-02"),
        ("den 06. september 2024", "06. september 2024", "date/2024-09-06"),
        ("den 3. juni\n   2025", "3. juni\n   2025", "date/2025-06-03"),  # broken over lines
        ("den 10 apr 2015", "10 apr 2015", "date/2015-04-10"),
        ("oppdatert 01.01.2025.", "01.01.2025", "date/2025-01-01"),
        ("oppdatert 10.02.26", "10.02.26", "date/2026-02-10"),
        ("oppdatert 2025-02-10, kl. 12", "2025-02-10", "date/2025-02-10"),
        ("lov fra 17. mai 1814", "17. mai 1814", "date/1814-05-17"),
        ("1.–3. juni 2025", "1.–3. juni 2025", "date/2025-06-01..2025-06-03"),
        ("fra 1. januar til 30. juni 2025", "1. januar til 30. juni 2025", "date/2025-01-01..2025-06-30"),
        ("01.02.2025 – 15.03.2025", "01.02.2025 – 15.03.2025", "date/2025-02-01..2025-03-15"),
        ("i mars 2025 kom", "mars 2025", "date/2025-03"),
        ("i mars–juni 2025", "mars–juni 2025", "date/2025-03..2025-06"),
        ("frå mars 2025 til mai 2026", "mars 2025 til mai 2026", "date/2025-03..2026-05"),
        ("i 1. halvår 2026", "1. halvår 2026", "date/2026-01..2026-06"),
        ("i andre halvår 2026", "andre halvår 2026", "date/2026-07..2026-12"),
        ("i fyrste halvåret i 2026", "fyrste halvåret i 2026", "date/2026-01..2026-06"),  # Nynorsk
        ("rapport for 3. kvartal 2025", "3. kvartal 2025", "date/2025-07..2025-09"),
        ("2. tertial 2025", "2. tertial 2025", "date/2025-05..2025-08"),
        ("våren 2025", "våren 2025", "date/2025-01..2025-06"),
        ("hausten 2025", "hausten 2025", "date/2025-08..2025-12"),
        ("i perioden 2025–2028", "2025–2028", "date/2025..2028"),
        ("for 2025-28", "2025-28", "date/2025..2028"),
        ("fra 2025 til 2028", "2025 til 2028", "date/2025..2028"),
        ("skoleåret 2025/2026", "2025/2026", "date/2025..2026"),
        ("på 1990-tallet", "1990-tallet", "date/1990..1999"),
        ("på 1800-tallet", "1800-tallet", "date/1800..1899"),
        ("i januar og mars 2025", "mars 2025", "date/2025-03"),  # two months, no period
        ("i januar og februar 2025", "januar og februar 2025", "date/2025-01..2025-02"),
        ("veiledningen («juni 2024»)", "juni 2024", "date/2024-06"),
        ("siden 2019", "2019", "date/2019"),
        ("i år 2030 er", "2030", "date/2030"),
    ],
)
def test_dates(text: str, words: str, wanted: str) -> None:
    assert values(text) == [(words, wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "31.13.2025",  # no month
        "varenummer ex.08.11.2019",  # tariff headings
        "varenummer 08.11.2019/2020",
        "varenummer 08.11.2091",
        "kap. 7.6.2.",
        "i 2000 boliger",  # counted; not the year 2000
        "en pris på 2025-kroner",
        "skala 1:2000",
        "versjon 2.0.1",
        "mai måned",
    ],
)
def test_no_dates(text: str) -> None:
    assert [written for written in only(text) if written and written.startswith("date/")] == []


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("nås innen 2030.", "innen 2030", "deadline/<=2030-12-31"),
        ("skal nåast innan 2030", "innan 2030", "deadline/<=2030-12-31"),
        ("innen\n2030", "innen\n2030", "deadline/<=2030-12-31"),
        ("innen   utgangen  av 2027", "innen   utgangen  av 2027", "deadline/<=2027-12-31"),
        ("innan utgongen av 2027", "innan utgongen av 2027", "deadline/<=2027-12-31"),
        ("senest innen utgangen av 2026", "senest innen utgangen av 2026", "deadline/<=2026-12-31"),
        ("seinast i løpet av 2029", "seinast i løpet av 2029", "deadline/<=2029-12-31"),
        ("senest i 2027", "senest i 2027", "deadline/<=2027-12-31"),
        ("i laupet av 2028", "i laupet av 2028", "deadline/<=2028-12-31"),
        ("frem mot 2040", "frem mot 2040", "deadline/<=2040-12-31"),
        ("fram mot 2035 skal", "fram mot 2035", "deadline/<=2035-12-31"),
        ("fram til 2035 skal", "fram til 2035", "deadline/<=2035-12-31"),
        ("før 2050", "før 2050", "deadline/<2050-01-01"),
        ("før 1. juli 2027", "før 1. juli 2027", "deadline/<2027-07-01"),
        ("innen 1. okt. 2027", "innen 1. okt. 2027", "deadline/<=2027-10-01"),
        ("innen 01.10.2027", "innen 01.10.2027", "deadline/<=2027-10-01"),
        ("innen juni 2027", "innen juni 2027", "deadline/<=2027-06-30"),
        ("innen utgangen av februar 2028", "innen utgangen av februar 2028", "deadline/<=2028-02-29"),
        ("innen 1. halvår 2027", "innen 1. halvår 2027", "deadline/<=2027-06-30"),
        ("i løpet av første kvartal 2027", "i løpet av første kvartal 2027", "deadline/<=2027-03-31"),
        ("i løpet av høsten 2027", "i løpet av høsten 2027", "deadline/<=2027-12-31"),
        ("med frist 1. mai 2027", "frist 1. mai 2027", "deadline/<=2027-05-01"),
        ("før sommeren", "før sommeren", "deadline/sommer"),
        ("før sommaren", "før sommaren", "deadline/sommer"),
        ("innen jul", "innen jul", "deadline/jul"),
        ("før påske", "før påske", "deadline/påske"),
        ("i løpet av perioden", "i løpet av perioden", "deadline/periode"),
        ("i perioden skal vi bygge", "i perioden", "deadline/periode"),
        ("i løpet av stortingsperioden", "i løpet av stortingsperioden", "deadline/periode"),
        ("innen utgangen av perioden", "innen utgangen av perioden", "deadline/periode"),
        ("i løpet av perioden 2025–2028", "i løpet av perioden 2025–2028", "deadline/<=2028-12-31"),
    ],
)
def test_deadlines(text: str, words: str, wanted: str) -> None:
    assert values(text) == [(words, wanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("inntil 10 år", []),  # how long
        ("under 18 år", []),  # an age
        ("innen området", []),  # within a field
        ("innenfor rammen", []),
        ("som før og etter skolen", []),
        ("økte fram til 2020", ["date/2020"]),  # what was
        ("bygd før 1980", []),
        ("før krigen", []),
        ("den frist som gis", []),
        ("fristelsen i 2027", ["date/2027"]),
    ],
)
def test_no_deadlines(text: str, wanted: list[str]) -> None:
    assert [one for one in only(text) if one and not one.startswith("quantity")] == wanted


def test_the_document_dates_what_its_text_leaves_open() -> None:
    assert only("senest 1. mai") == ["deadline/<=?-05-01"]
    assert only("senest 1. mai", date="2026-03-01") == ["deadline/<=2026-05-01"]
    assert only("innen utgangen av året", date="2026-03-01") == ["deadline/<=2026-12-31"]
    assert only("i løpet av året") == ["deadline/<=?-12-31"]
    assert only("fram til 2020", date="2012-05-01") == ["deadline/<=2020-12-31"]  # lay ahead when it was written
    (citation,) = find_citations("senest 1. mai")
    assert citation.status == "unresolved"


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("ca. 1 mrd", "1 mrd", "money/NOK/1000000000"),
        ("4,2 mrd. kroner", "4,2 mrd. kroner", "money/NOK/4200000000"),
        ("1 670 mill.\nkroner.", "1 670 mill.\nkroner", "money/NOK/1670000000"),
        ("1\u00a0670\u202fmill. kroner", "1\u00a0670\u202fmill. kroner", "money/NOK/1670000000"),
        ("er kr 250 000 i", "kr 250 000", "money/NOK/250000"),
        ("er kr. 250.000,- i", "kr. 250.000,-", "money/NOK/250000"),
        ("er kr250\u2009000", "kr250\u2009000", "money/NOK/250000"),
        ("kr 0,82 per Sm3", "kr 0,82 per Sm3", "money/NOK/0.82"),
        ("250 000 kr", "250 000 kr", "money/NOK/250000"),
        ("3 MNOK", "3 MNOK", "money/NOK/3000000"),
        ("MNOK 3,5", "MNOK 3,5", "money/NOK/3500000"),
        ("500 tkr", "500 tkr", "money/NOK/500000"),
        ("NOK 42 101 760", "NOK 42 101 760", "money/NOK/42101760"),
        ("20-40 mrd. kr årlig", "20-40 mrd. kr", "money/NOK/20000000000..40000000000"),
        ("mellom 5 og 8 mill. kroner", "5 og 8 mill. kroner", "money/NOK/5000000..8000000"),
        ("fra 20 til 30 millioner kroner", "20 til 30 millioner kroner", "money/NOK/20000000..30000000"),
        ("500 millionar kroner", "500 millionar kroner", "money/NOK/500000000"),  # Nynorsk
        ("1,2 milliardar kroner", "1,2 milliardar kroner", "money/NOK/1200000000"),
        ("minst 100.000 kroner", "100.000 kroner", "money/NOK/100000"),
        ("182,000 kr", "182,000 kr", "money/NOK/182000"),  # three digits are thousands whatever the mark
        ("1,874 millioner kroner", "1,874 millioner kroner", "money/NOK/1874000"),  # but not before a scale
        ("1.250.000,50 kroner", "1.250.000,50 kroner", "money/NOK/1250000.5"),
        ("på 2G", "2G", "money/G/2"),
        ("over 12G", "12G", "money/G/12"),
        ("inntil 2,5 G", "2,5 G", "money/G/2.5"),
        ("13 millioner euro", "13 millioner euro", "money/EUR/13000000"),
    ],
)
def test_money(text: str, words: str, wanted: str) -> None:
    assert values(text) == [(words, wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "nok 3 ting",  # the word 'nok'
        "det er nok 250 000 som",
        "beløp i 1000 kr",  # what a table is in
        "utbygging av 5G",  # a network
        "Storgata 14 G",
        "2 millioner reiser",
        "5 kroneruller",
    ],
)
def test_no_money(text: str) -> None:
    assert [one for one in only(text) if one and one.startswith("money/")] == []


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("55 prosent", "55 prosent", "percent/55"),
        ("1,7 pst. av", "1,7 pst.", "percent/1.7"),
        ("30 % av", "30 %", "percent/30"),
        ("96% av", "96%", "percent/96"),
        ("minst 55 prosent\n", "55 prosent", "percent/>=55"),
        ("ikkje under 40 prosent", "40 prosent", "percent/>=40"),
        ("høyst 20 prosent", "20 prosent", "percent/<=20"),
        ("ikke mer enn 20 prosent", "20 prosent", "percent/<=20"),
        ("opptil 20 prosent", "20 prosent", "percent/<=20"),
        ("meir enn 20 prosent", "20 prosent", "percent/>20"),
        ("mindre enn 20 prosent", "20 prosent", "percent/<20"),
        ("20 prosent eller mer", "20 prosent", "percent/>=20"),
        ("10–15 prosent", "10–15 prosent", "percent/10..15"),
        ("mellom 10 og 15 prosent", "10 og 15 prosent", "percent/10..15"),
        ("2 prosentpoeng", "2 prosentpoeng", "percentage-points/2"),
    ],
)
def test_shares(text: str, words: str, wanted: str) -> None:
    assert values(text) == [(words, wanted)]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("4 075 stemmeberettigede", "4 075 stemmeberettigede", "quantity/4075/stemmeberettigede"),
        ("har passert 1 100, og", "1 100", "quantity/>1100/?"),
        ("120 nye sykehjemsplasser", "120 nye sykehjemsplasser", "quantity/120/sykehjemsplasser"),
        ("minst 30 årsverk", "30 årsverk", "quantity/>=30/årsverk"),
        ("2,5 millioner innbyggere", "2,5 millioner innbyggere", "quantity/2500000/innbyggere"),
        ("40 TWh ny kraft", "40 TWh", "quantity/40/twh"),
        ("300 000 tonn CO2", "300 000 tonn", "quantity/300000/tonn"),
        ("10–15 elever", "10–15 elever", "quantity/10..15/elever"),
        ("50 km", "50 km", "quantity/50/km"),
        ("100 m² hver", "100 m²", "quantity/100/m2"),
    ],
)
def test_quantities(text: str, words: str, wanted: str) -> None:
    assert values(text) == [(words, wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "gnr. 47 bnr. 148",
        "kl. 12:30",
        "tlf. 55 55 12 34",
        "10 ganger",
        "2. plass",
        "grønnsak 0-60",
        "E39 Stord",
    ],
)
def test_no_values(text: str) -> None:
    assert only(text) == []


def test_a_body_with_a_footnote_mark_is_a_source() -> None:
    assert values("både ved Sivilombudet1, Datatilsynet2 og FHI3 har") == [
        ("Sivilombudet", "organ/sivilombudet"), ("1", "fn/1"), ("Datatilsynet", "organ/datatilsynet"), ("2", "fn/2"),
        ("FHI", "organ/fhi"), ("3", "fn/3"),
    ]  # fmt: skip
    assert only("av utstyr14 og") == ["fn/14"]
    assert all(c.type != "organ" for c in find_citations("feltene KBA6, KBA7 og BUD570"))  # codes of plans


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024–2025 Prop. 9 L Endringer", ["prop"]),  # the session in the head of a page is no period
        ("Mill. kroner 2024", []),  # 'kroner' belongs to 'mill.', the year is a column's head
        ("770 kroner2 i", ["money", "footnote"]),  # a note's mark is no digit of the amount
        ("200 000 kr 200 000 kr", ["money", "money"]),
        ("det legges opp til 15 prosent", ["percent"]),
        ("15 pst. for 2023 og 17 pst. for 2024", ["percent", "percent"]),  # 'og' joins no range
        ("66 200 162 000 194 500 196 500", []),  # a row of a table
        ("på kote +43.593 ved", []),  # a height
        ("Trusler 377 162", []),
        ("gnr 27 118/1715", []),
        ("fra 500 000 til 300 000 kroner", ["quantity", "money"]),
        ("i perioden 25. august til 5. september 2025", ["date"]),
    ],
)
def test_traps_of_tables_and_plans(text: str, wanted: list[str]) -> None:
    assert [c.type for c in find_citations(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("skal ikke være høyere enn 20 prosent", "percent/<=20"),
        ("skal ikkje vere lågare enn 20 prosent", "percent/>=20"),
        ("legges opp til 15 prosent", "percent/15"),
        ("gå fra 11,96 % i 2021 til 11,73 %", "percent/11.73"),
        ("om 56.5 % av", "percent/56.5"),
        ("0,525 pst.", "percent/0.525"),
    ],
)
def test_what_the_words_say_of_a_share(text: str, wanted: str) -> None:
    assert only(text)[-1] == wanted
