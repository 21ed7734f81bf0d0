from datetime import date

import pytest

from loftespor.extract.data_file import read_data
from loftespor.extract.frame.deadlines import find_deadline

DATA = read_data("frame/deadlines.toml")
DAY = date(2025, 3, 10)

STATED = [
    ("levere svar innen 1. juni 2026", None, date(2026, 6, 1), "day", "a day"),
    ("behandle saken senest innen 4.9.26", None, date(2026, 9, 4), "day", "a day in numbers, two leads"),
    ("behandles senest i bystyremøtet 19. juni 2026", None, date(2026, 6, 19), "day", "a place before the day"),
    ("Gruppa har frist til 1.5.26.", None, date(2026, 5, 1), "day", "a deadline called by its name"),
    ("legge fram planen før 1. mai 2027", None, date(2027, 4, 30), "day", "before a day is the day before"),
    ("innen 31. juni 2026", None, date(2026, 6, 30), "month", "a day that does not exist is its month"),
    ("innen februar 2028", None, date(2028, 2, 29), "month", "a month with a leap day"),
    ("innan utgangen av august 2026", None, date(2026, 8, 31), "month", "the end of a month"),
    ("ferdig innen utgangen av 2028", None, date(2028, 12, 31), "year", "the end of a year"),
    ("skal stå ferdig i 2027", date(2027, 1, 1), date(2027, 12, 31), "year", "in a year"),
    ("skal være innført i 2027", date(2027, 1, 1), date(2027, 12, 31), "year", "what is to be done by then"),
    ("i løpet av 2027", date(2027, 1, 1), date(2027, 12, 31), "year", "within a year"),
    ("innen midten av 2027", None, date(2027, 6, 30), "year", "the middle of a year"),
    ("fram mot 2030", None, date(2030, 12, 31), "year", "towards a year"),
    ("før 2030", None, date(2029, 12, 31), "year", "before a year"),
    ("redusere utslippene med 55 prosent til 2030", None, date(2030, 12, 31), "year", "a cut to a year"),
    ("åpne museet innen Fjordvikjubileet 2030", None, date(2030, 12, 31), "year", "an occasion and its year"),
    ("gjøres før valget i 2027", None, date(2027, 12, 31), "year", "an occasion within the year"),
    ("høsten 2025", date(2025, 8, 1), date(2025, 12, 31), "period", "a season"),
    ("seinast hausten 2026", None, date(2026, 12, 31), "period", "Nynorsk"),
    ("i forkant av vinteren 2026/2027", None, date(2026, 11, 30), "period", "a winter of two years"),
    ("før sommeren 2026", None, date(2026, 6, 30), "period", "before the summer is to the end of June"),
    ("innen sommeren 2026", None, date(2026, 6, 30), "period", "by the summer is before it"),
    ("første halvår 2026", date(2026, 1, 1), date(2026, 6, 30), "period", "a half-year without a lead"),
    ("i andre tertial 2026", date(2026, 5, 1), date(2026, 8, 31), "period", "a third of the year"),
    ("innen 3. kvartal 2026", None, date(2026, 9, 30), "period", "a quarter"),
    ("senest i uke 45 2026", None, date(2026, 11, 8), "period", "a week"),
    ("ved årsskiftet 2026/2027", date(2026, 12, 31), date(2026, 12, 31), "period", "the turn of the year"),
    ("i perioden 2026–2029", date(2026, 1, 1), date(2029, 12, 31), "period", "a stated period"),
    ("gjennomføres i 2026–29", date(2026, 1, 1), date(2029, 12, 31), "period", "years without a word"),
    ("gjelde fra 1. januar 2027", date(2027, 1, 1), None, "day", "a day from which it is in force"),
    ("fra skolestart 2026", date(2026, 8, 1), None, "period", "from a school's start"),
    ("frå og med skuleåret 2026/2027", date(2026, 8, 1), None, "period", "a school year, Nynorsk"),
    ("innarbeides i budsjettet for 2027", date(2027, 1, 1), date(2027, 12, 31), "year", "the budget of a year"),
    ("i økonomiplan 2027–2030", date(2027, 1, 1), date(2030, 12, 31), "period", "the years of a plan"),
    ("innen 2030 og 83 prosent innen 2035", None, date(2030, 12, 31), "year", "no range of years"),
    ("snarest, og senest innen 2027", None, date(2027, 12, 31), "year", "a date goes before 'snarest'"),
]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [pytest.param(*row[:-1], id=row[-1]) for row in STATED],
)
def test_deadlines(text: str, first: date | None, last: date | None, precision: str) -> None:
    deadline = find_deadline(text)
    assert deadline is not None
    assert (deadline.first, deadline.last, deadline.precision) == (first, last, precision)
    assert deadline.text in text


# Text, its precision, the first and last day where the document is of 10 March 2025, and why.
DATED = [
    ("innen 1. mai", "day", None, date(2025, 5, 1), "the next such day"),
    ("innen 1. februar", "day", None, date(2026, 2, 1), "one that is gone is next year's"),
    ("i løpet av året", "year", date(2025, 1, 1), date(2025, 12, 31), "this year"),
    ("neste år", "year", date(2026, 1, 1), date(2026, 12, 31), "next year"),
    ("i løpet av hausten", "period", date(2025, 8, 1), date(2025, 12, 31), "a season"),
    ("til våren", "period", date(2025, 1, 1), date(2025, 6, 30), "a season that has begun"),
    ("før jul", "period", None, date(2025, 12, 23), "a feast"),
    ("før nyttår", "period", None, date(2025, 12, 31), "to the last day of the year"),
    ("fra nyttår", "period", date(2026, 1, 1), None, "from the first day of the year"),
    ("senest i uke 45", "period", None, date(2025, 11, 9), "a week"),
    ("innen utgangen av juni", "month", None, date(2025, 6, 30), "a month"),
    ("innen fem år", "year", None, date(2030, 12, 31), "years in words"),
    ("innan eitt år", "year", None, date(2026, 12, 31), "one year, Nynorsk"),
    ("de neste ti årene", "year", DAY, date(2035, 12, 31), "years to come"),
    ("legge fram en sak innen fire uker", "day", None, date(2025, 4, 7), "weeks"),
    ("legge fram en plan innen seks måneder", "month", None, date(2025, 9, 30), "months"),
    ("i løpet av dette tiåret", "period", date(2020, 1, 1), date(2029, 12, 31), "a decade"),
    ("i neste stortingsperiode", "period", date(2025, 1, 1), date(2029, 12, 31), "the next Storting"),
    ("i løpet av kommunestyreperioden", "period", date(2023, 1, 1), date(2027, 12, 31), "a council's term"),
    ("sette av midler i neste års budsjett", "year", date(2026, 1, 1), date(2026, 12, 31), "next year's budget"),
]


@pytest.mark.parametrize(("text", "precision", "first", "last"), [pytest.param(*row[:-1], id=row[-1]) for row in DATED])
def test_what_the_text_leaves_open_is_dated_by_the_document(
    text: str, precision: str, first: date | None, last: date | None
) -> None:
    deadline = find_deadline(text, date=DAY)
    assert deadline is not None
    assert (deadline.precision, deadline.first, deadline.last) == (precision, first, last)
    undated = find_deadline(text)
    assert undated is not None
    assert (undated.first, undated.last) == (None, None)


TERMS = [
    ("i perioden", None, date(2025, 1, 1), date(2029, 12, 31), "the document's own period"),
    ("i løpet av stortingsperioden", date(2025, 4, 1), date(2025, 1, 1), date(2029, 12, 31), "a programme's term"),
    ("I den kommende perioden", None, date(2025, 1, 1), date(2029, 12, 31), "a programme looks ahead"),
    ("i kommende fireårsperiode", None, date(2025, 1, 1), date(2029, 12, 31), "four years"),
    ("innen utgangen av perioden", None, None, date(2029, 12, 31), "the end of the period"),
    ("innen fem år", None, None, date(2030, 12, 31), "years counted from its beginning"),
]


@pytest.mark.parametrize(("text", "day", "first", "last"), [pytest.param(*row[:-1], id=row[-1]) for row in TERMS])
def test_periods(text: str, day: date | None, first: date | None, last: date) -> None:
    deadline = find_deadline(text, date=day, period="2025–2029")
    assert deadline is not None
    assert (deadline.first, deadline.last) == (first, last)


NONE = [
    ("vedtatt i 2018", "what was done"),
    ("I 2018 kom det merknader", "what was, told after it"),
    ("strategi for 2020–2024", "a document's name"),
    ("plan for perioden 2026–2030", "a plan's name"),
    ("fra 2016 og utover", "a beginning that lay behind"),
    ("rapport fra 2018", "where it comes from"),
    ("Lov 17. mai 1814 nr. 1", "a law's date"),
    ("Meld. St. 5 (2022–2023)", "a session"),
    ("sammenlignet med 2005", "a baseline"),
    ("nivået i 1990", "another"),
    ("regne med opptaket i årene 1990 til 2030", "years that are measured"),
    ("levere årlig rapport", "each year"),
    ("bygge 300 boliger i året", "each year, as a rate"),
    ("behandle søknader innen 4 uker", "a longest wait"),
    ("svare innen to uker etter søknad", "counted from what recurs"),
    ("gi hjelp innen 24 timer", "hours"),
    ("barn under 6 år", "an age"),
    ("gi gratis plass før fylte 26 år", "another"),
    ("språkopplæring før skolestart", "children of five"),
    ("barn født i desember", "a birthday"),
    ("styrke innsatsen innen helse", "'innen' as a preposition"),
    ("utsette byggingen til 2030", "put off"),
    ("gi innspill til kommunens økonomiplan", "a plan as a receiver"),
    ("vurderes i årlige budsjettframlegg", "each year's budget"),
    ("ta vare på museet, opna av kongen i 1975", "a year of the last century"),
    ("Forbruket i perioden skal legges til grunn", "which use, not when"),
    ("følges opp i oppteningsperioden", "another kind of period"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=why) for text, why in NONE])
def test_dates_that_are_no_deadlines(text: str) -> None:
    assert find_deadline(text) is None


def test_a_number_beyond_the_calendar_has_no_date() -> None:
    deadline = find_deadline("gjennomføres innen 999999999999 år", date=DAY)
    assert deadline is not None
    assert (deadline.first, deadline.last) == (None, None)


BEHIND = [
    ("i perioden 2015–2019", "a period"),
    ("innen 2015", "a limit"),
    ("høsten 2024", "a season"),
    ("i budsjettet for 2024", "a budget"),
    ("dekkes i økonomiplan 2025–2028", "a plan that was made the year before"),
    ("I forslag til budsjett for 2025 kuttes det", "a proposal that was made the year before"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=why) for text, why in BEHIND])
def test_what_lay_behind_the_document_is_no_deadline(text: str) -> None:
    assert find_deadline(text, date=DAY) is None


EXAMPLES = [(row["name"], text) for table in ("soon", "event") for row in DATA[table] for text in row["examples"]]
COUNTEREXAMPLES = [text for table in ("soon", "event") for row in DATA[table] for text in row["counterexamples"]]


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_examples_of_the_data_file(name: str, text: str) -> None:
    del name
    assert find_deadline(text) is not None


@pytest.mark.parametrize("text", COUNTEREXAMPLES)
def test_counterexamples_of_the_data_file(text: str) -> None:
    assert find_deadline(text) is None
