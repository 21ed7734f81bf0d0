"""`loftespor cite`: what people see, tables, lines of JSON, and what is said when something is wrong."""

import json

import pytest
from click.testing import CliRunner, Result

from loftespor.cli import main

TEXT = "Planen for 2025–2028\nviser til byrådssak 3/21, barnehageloven § 8\nog kr 250 000 innen 2030.\n"


def run(*arguments: str, stdin: str | bytes = TEXT) -> Result:
    return CliRunner().invoke(main, ["cite", *arguments], input=stdin)


def test_people_see_line_words_id_and_address() -> None:
    shown = run().stdout
    assert "   2  byrådssak 3/21\n      case     byrådssak/?/3/2021\n      status   unresolved: the text does" in shown
    assert "      address  https://lovdata.no/lov/2005-06-17-64/§8\n" in shown
    assert "   3  kr 250 000\n      money    NOK 250\u00a0000\n" in shown
    assert "      deadline by 2030-12-31\n" in shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("minst 55 prosent", "at least 55 percent"),
        ("passert 1 100, og", "more than 1\u00a0100"),
        ("høyst 30 elever", "at most 30 elever"),
        ("fra 2025 til 2028", "2025 to 2028"),
        ("5–8 mill. kroner", "NOK 5\u00a0000\u00a0000 to 8\u00a0000\u00a0000"),
        ("før 2050", "before 2050-01-01"),
        ("i løpet av perioden", "within the period"),
        ("før sommeren", "by sommer"),
        ("utarbeide en handlingsplan for lokale museer", "to be made; no source yet"),
    ],
)
def test_values_and_notes_are_said_in_words(text: str, words: str) -> None:
    assert words in run(stdin=text).stdout


def test_the_context_completes_ids() -> None:
    assert "byrådssak/fjordby/3/2021" in run("--context", "kommune=Fjordby").stdout


def test_a_table_has_a_head_and_a_row_a_citation() -> None:
    head, *rows = run("--format", "tsv").stdout.splitlines()
    assert head.split("\t")[:7] == ["start", "end", "type", "class", "kind", "id", "text"]
    assert [row.split("\t")[6] for row in rows] == [
        "2025–2028", "byrådssak 3/21", "barnehageloven § 8", "kr 250 000", "innen 2030",
    ]  # fmt: skip


def test_an_object_a_citation() -> None:
    rows = [json.loads(line) for line in run("--format", "jsonl").stdout.splitlines()]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert rows[1]["status"] == "unresolved"


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "words"),
    [
        (("--context", "komune=Oslo"), TEXT, 24, "The keys are"),
        (("--context", "Oslo"), TEXT, 24, "not KEY=VALUE"),
        (("--context", "date=foo"), TEXT, 24, "'foo' of a citation's context is no ISO date"),
        (("--jsonl",), '{"text": "sak 3/22", "context": {"date": "1. mars 2025"}}', 24, "no ISO date"),
        (("--jsonl", "--context", "kommune=Oslo"), "{}", 2, "takes the context of each line"),
        (("--jsonl",), TEXT, 5, "plain text without --jsonl"),
        (("--jsonl",), '{"tekst": "x"}', 5, 'has no "text"'),
        ((), b"\xe5", 5, "Convert it"),
        ((), "", 0, "The input is empty"),
        ((), "Ingen henvisning.", 0, "Nothing was found."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    arguments: tuple[str, ...], stdin: str | bytes, status: int, words: str
) -> None:
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, words in result.stderr) == (status, True)
    assert result.stdout == ""
