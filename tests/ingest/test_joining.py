"""Hyphens at line ends: lines in, words out."""

import pytest

from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line, clean_line, joined


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        # the line break's hyphen
        (["opp-", "følging av tiltak"], "oppfølging av tiltak"),  # the list has the word
        (["flere gatetrær i sentrums-", "kjernen"], "flere gatetrær i sentrumskjernen"),  # or its parts
        (["Plommesaft-", "pressinga"], "Plommesaftpressinga"),  # nobody knows: joined
        (["i Fjor-", "dane"], "i Fjordane"),  # a name
        (["ordet sam-", "men"], "ordet sammen"),  # 'men' is no conjunction here
        (["frem inn-", "til da"], "frem inntil da"),
        (["KOMMUNE-", "PLANEN"], "KOMMUNEPLANEN"),  # a heading in capitals
        (["FN-sam-", "bandet"], "FN-sambandet"),  # only the last hyphen is the line break's
        (["tre lin-", "jer med opp-", "følging"], "tre linjer med oppfølging"),
        # the word's own hyphen, words apart
        (["barne-", "og ungdomsskole"], "barne- og ungdomsskole"),
        (["helse-", "eller skolesaker"], "helse- eller skolesaker"),
        (["vei-", "samt jernbaneformål"], "vei- samt jernbaneformål"),
        (["fra barne-", "til ungdomsskole"], "fra barne- til ungdomsskole"),
        (["helse-,", "sosial- og skolesaker"], "helse-, sosial- og skolesaker"),
        (["en pause -", "deretter kaffe"], "en pause - deretter kaffe"),  # a dash
        # the word's own hyphen, one word
        (["send e-", "post til byen"], "send e-post til byen"),
        (["flere p-", "plasser"], "flere p-plasser"),
        (["FN-", "sambandet"], "FN-sambandet"),
        (["en IKT-", "strategi"], "en IKT-strategi"),
        (["EU/EØS-", "borgere"], "EU/EØS-borgere"),
        (["covid-19-", "tiltak"], "covid-19-tiltak"),
        (["covid-", "19-tiltak"], "covid-19-tiltak"),
        (["i 2025-", "2029"], "i 2025-2029"),
        (["Aust-", "Agder"], "Aust-Agder"),
        (["i Nord-", "Norge"], "i Nord-Norge"),
        (["FN-", "NATO"], "FN-NATO"),  # two abbreviations
        (["aksen nord-", "sør"], "aksen nord-sør"),  # the list has it
        (["aksen sør-", "nordgående"], "aksen sør-nordgående"),
        (["ikke-", "kommersielle aktører"], "ikke-kommersielle aktører"),
        (["ikkje-", "røykjande"], "ikkje-røykjande"),
        (["teknisk-", "juridiske krav"], "teknisk-juridiske krav"),
        (["den norsk-", "svenske grensa"], "den norsk-svenske grensa"),
        (["norsk-", "opplæringen"], "norskopplæringen"),
        (["et skole-", "hjem-samarbeid"], "et skole-hjem-samarbeid"),
        (["en dør-til-", "dør-tjeneste"], "en dør-til-dør-tjeneste"),
        (["den nye Elvestad-", "erklæringen"], "den nye Elvestad-erklæringen"),  # a name, and a word
        (["Elvestad-", "erklæringen"], "Elvestaderklæringen"),  # any word begins a sentence with a capital
        (["ved Elvestad-", "fjorden"], "ved Elvestadfjorden"),  # a name
        (["skole-", "/barnehagebygg"], "skole-/barnehagebygg"),
        # other marks for a hyphen
        (["sam\u00ad", "arbeid"], "samarbeid"),
        (["sam\ufffe", "arbeid"], "samarbeid"),
        (["sam\x02", "arbeid"], "samarbeid"),
        (["opp\u2010", "følging"], "oppfølging"),
        (["opp¬", "følging"], "oppfølging"),
        (["barne\u2010", "og ungdomsskole"], "barne\u2010 og ungdomsskole"),
        # addresses and plain lines
        (["se https://by.example/plan/om-", "ny-park her"], "se https://by.example/plan/om-ny-park her"),
        (["se https://by.example/plan", "Byen vil"], "se https://by.example/plan Byen vil"),
        (["to", "linjer"], "to linjer"),
    ],
)
def test_join_lines(lines: list[str], words: str) -> None:
    assert joined(join_lines([clean_line(text) for text in lines])) == words


def test_what_was_cut_is_kept() -> None:
    before, nothing, after = join_lines([Line("opp-"), Line(""), Line("følging", number=7)])
    assert (before.text, nothing.text, after.text, after.glued, after.number) == ("opp", "", "følging", True, 7)
    assert [(taken.kind, taken.original, taken.at) for taken in before.taken] == [("hyphen", "-", 3)]
