"""Headings of Word files: by style, by outline level, by their looks; titles and what is none."""

from pathlib import Path

import pytest

from loftespor.ingest.word.styles import NameRule, name_rules, role_of, untitled
from tests.ingest.word_files import (
    bold,
    docx,
    p,
    r,
    read,
    shape,
    style,
)

BODY = p("Kommunen skal gi alle barn en god skole, og ingen skal måtte vente på hjelp.")
BODY_SHAPE = "p Kommunen skal gi alle barn en god skole, og ingen skal måtte vente på hjelp."


@pytest.mark.parametrize("rule", name_rules(), ids=lambda rule: rule.pattern.pattern[:20])
def test_names_of_styles(rule: NameRule) -> None:
    for example in rule.examples:
        assert role_of(example)[0] == rule.role, example


@pytest.mark.parametrize(
    ("name", "role", "level"),
    [
        ("heading 3", "heading", 3),
        ("Overskrift 2", "heading", 2),
        ("Undertittel", "heading", 2),
        ("Normal", None, None),
        ("Brødtekst", None, None),
        ("Listeavsnitt", None, None),
        ("Heading 1 Char", "heading", 1),
        ("Overskriften", None, None),
        ("Tabelloverskrift", "plain", None),
        ("heading 12", None, None),  # there are nine levels
        ("x" * 10_000 + " heading", None, None),
    ],
)
def test_roles_of_styles(name: str, role: str | None, level: int | None) -> None:
    assert role_of(name) == (role, level)


def test_titles_that_nobody_gave() -> None:
    for pattern, examples in untitled():
        for example in examples:
            assert pattern.fullmatch(example), example


STYLES = "".join(
    [
        style("Normal", "Normal"),
        style("Overskrift1", "heading 1"),
        style("Overskrift2", "heading 2", properties='<w:outlineLvl w:val="1"/>'),
        style("Overskrift5", ""),  # without a name the id says it
        style("Eget", "Fjellvik kapittel", based="Overskrift1"),
        style("Uten", "Ikke i innhold", based="Overskrift1", properties='<w:outlineLvl w:val="9"/>'),
        style("Niva", "Fjellvik nivå", properties='<w:outlineLvl w:val="2"/>'),
        style("Tittel", "Title"),
        style("Undertittel", "Subtitle"),
        style("Mellom", "Mellomtittel"),
        style("Bildetekst", "caption", run="<w:b/>"),
        style("Fet", "Framheva", run="<w:b/>"),
        style("RundtA", "Rundt A", based="RundtB"),
        style("RundtB", "Rundt B", based="RundtA"),
        style("Sterk", "Strong", kind="character", run="<w:b/>"),
        style("Stor", "Stor", run='<w:sz w:val="32"/>'),
    ]
)

CASES = [
    # Word in Norwegian names its styles in English and gives them Norwegian ids
    ([p("Skole", style="Overskrift1"), BODY], ["h1 Skole", BODY_SHAPE]),
    ([p("Skole", style="Overskrift5"), BODY], ["h5 Skole", BODY_SHAPE]),
    # a style of one's own has the level of the style it is based on
    ([p("Skole", style="Eget"), BODY], ["h1 Skole", BODY_SHAPE]),
    # unless it says that it is none
    ([p("Skole", style="Uten"), BODY], ["p Skole", BODY_SHAPE]),
    ([p("Skule", style="Niva"), BODY], ["h3 Skule", BODY_SHAPE]),
    ([p("Skole", properties='<w:outlineLvl w:val="1"/>'), BODY], ["h2 Skole", BODY_SHAPE]),
    ([p("Skole", style="Overskrift1", properties='<w:outlineLvl w:val="9"/>'), BODY], ["p Skole", BODY_SHAPE]),
    (
        [p("Program", style="Tittel"), p("2025–2029", style="Undertittel"), BODY],
        ["h1 Program", "h2 2025–2029", BODY_SHAPE],
    ),
    # a title set in two paragraphs is one
    ([p("Handlings-", style="Tittel"), p("program", style="Tittel"), BODY], ["h1 Handlingsprogram", BODY_SHAPE]),
    ([p("Skole", "<w:r><w:br/></w:r>", "og heim", style="Overskrift2"), BODY], ["h2 Skole og heim", BODY_SHAPE]),
    ([p("Idrett", style="Mellom"), BODY], ["h2 Idrett", BODY_SHAPE]),
    # a style that is missing, or that goes round in a circle, is no heading
    ([p("Skole", style="Finst ikkje"), p("Skole", style="RundtA"), BODY], ["p Skole", "p Skole", BODY_SHAPE]),
    # a paragraph that somebody gave the wrong style
    (
        [p("Vi vil ha flere lærere. " * 20, style="Overskrift2"), BODY],
        ["p " + "Vi vil ha flere lærere. " * 19 + "Vi vil ha flere lærere.", BODY_SHAPE],
    ),
    # a number that was typed before a heading is its marker
    ([p("2.1 Skole", style="Overskrift2"), BODY], ["h2 [2.1] Skole", BODY_SHAPE]),
    ([p("3 Skole", style="Overskrift1"), BODY], ["h1 [3] Skole", BODY_SHAPE]),
    ([p("3. Skole", style="Overskrift1"), BODY], ["h1 [3.] Skole", BODY_SHAPE]),
    ([p("2025 blir et godt år", style="Overskrift1"), BODY], ["h1 2025 blir et godt år", BODY_SHAPE]),
    # bold and short is a heading, one level below the last that is one by its style
    ([p("Skole", style="Overskrift1"), BODY, bold("Lærere"), BODY], ["h1 Skole", BODY_SHAPE, "h2 Lærere", BODY_SHAPE]),
    ([bold("Lærere"), BODY], ["h1 Lærere", BODY_SHAPE]),
    ([p("Lærere", style="Fet"), BODY], ["h1 Lærere", BODY_SHAPE]),
    ([p(r("Lærere", '<w:rStyle w:val="Sterk"/>')), BODY], ["h1 Lærere", BODY_SHAPE]),
    # two bold styles cancel each other, as Word has it
    ([p(r("Lærere", '<w:rStyle w:val="Sterk"/>'), style="Fet"), BODY], ["p Lærere", BODY_SHAPE]),
    ([p(r("Lærere", '<w:b w:val="0"/>'), style="Fet"), BODY], ["p Lærere", BODY_SHAPE]),
    # larger than the text, though not bold; the largest is the highest
    ([p("Program", style="Stor"), bold("Lærere"), BODY], ["h1 Program", "h2 Lærere", BODY_SHAPE]),
    # a lead-in is none, nor a label, a sentence, half a bold line, a caption, the last line (a name)
    ([bold("Partiet vil:"), BODY], ["p Partiet vil:", BODY_SHAPE]),
    ([bold("Fjellvik Samlingsparti vil"), BODY], ["p Fjellvik Samlingsparti vil", BODY_SHAPE]),
    ([bold("Dato: 3. mai 2025"), BODY], ["p Dato: 3. mai 2025", BODY_SHAPE]),
    ([bold("Vi vil ha flere lærere."), BODY], ["p Vi vil ha flere lærere.", BODY_SHAPE]),
    ([p(r("Lærere", "<w:b/>"), " og elever"), BODY], ["p Lærere og elever", BODY_SHAPE]),
    ([p("Tabell 1 Lærere", style="Bildetekst"), BODY], ["p Tabell 1 Lærere", BODY_SHAPE]),
    ([BODY, bold("Gunnar Heimdalsvik")], [BODY_SHAPE, "p Gunnar Heimdalsvik"]),
    # where everything is bold, bold says nothing
    (
        [bold("Lærere"), bold("Kommunen skal gi alle barn en god skole."), p("Slik er det.")],
        ["p Lærere", "p Kommunen skal gi alle barn en god skole.", "p Slik er det."],
    ),
    # a bold line and its text in one paragraph
    ([p(r("Lærere", "<w:b/>"), "<w:r><w:br/></w:r>", "Vi vil ha flere.")], ["h1 Lærere", "p Vi vil ha flere."]),
    ([bold("2.1 Lærere"), BODY], ["h1 [2.1] Lærere", BODY_SHAPE]),
    # typed numbers: a heading stands alone, items stand together
    ([bold("1. Skole"), BODY, bold("2. Helse"), BODY], ["h1 [1.] Skole", BODY_SHAPE, "h1 [2.] Helse", BODY_SHAPE]),
    ([bold("1. Skole"), bold("2. Helse"), BODY], ["i1 [1.] Skole", "i1 [2.] Helse", BODY_SHAPE]),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_headings(tmp_path: Path, body: list[str], expected: list[str]) -> None:
    assert shape(read(tmp_path, docx("".join(body), styles=STYLES))) == expected
