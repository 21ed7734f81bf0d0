from dataclasses import replace
from itertools import pairwise

import pytest

from loftespor.extract.commitments import find_commitments, reading_tier
from loftespor.extract.frame import frame_commitments
from loftespor.extract.records import Commitment, Decision, Point
from loftespor.ingest import Block, Document
from loftespor.ingest.document import BlockKind, DocumentKind

KINDS: dict[str, tuple[BlockKind, int | None]] = {
    "#": ("heading", 1),
    "##": ("heading", 2),
    "-": ("list_item", 1),
    "--": ("list_item", 2),
    "|": ("table_row", None),
    "^": ("footnote", None),
}


def make_document(text: str, *, kind: DocumentKind | None = "programme", issuer: str | None = None) -> Document:
    """A document of one block a line: '# ' and '## ' are headings, '- ' and '-- ' items, '| ' rows, '^ ' footnotes."""
    blocks: list[Block] = []
    words: list[str] = []
    section: tuple[str, ...] = ()
    at = 0
    for line in text.strip().splitlines():
        mark, _, rest = line.strip().partition(" ")
        block_kind, level = KINDS.get(mark, ("paragraph", None))
        content = rest if mark in KINDS else line.strip()
        parent = next((b.number for b in reversed(blocks) if b.level == 1), None) if mark == "--" else None
        blocks.append(Block(len(blocks), block_kind, at, at + len(content), 1, level, parent=parent, section=section))
        if block_kind == "heading":
            section = (*section[: (level or 1) - 1], content)
        words.append(content)
        at += len(content) + 1
    return Document("d.txt", "d.txt", "d", "\n".join(words), 1, "0", "text", tuple(blocks), kind=kind, issuer=issuer)


def found_in(
    text: str, *, kind: DocumentKind | None = "programme", issuer: str | None = None
) -> tuple[list[str], list[Commitment]]:
    document = make_document(text, kind=kind, issuer=issuer)
    found = list(find_commitments(document))
    return [document.text[c.start : c.end] for c in found], found


LISTS: list[tuple[str, list[str], str]] = [
    (
        "Fjordvik SV vil:\n- bygge ny skole\n- Senke prisen. Den er for høy.",
        ["bygge ny skole", "Senke prisen. Den er for høy."],
        "an item is one commitment",
    ),
    ("RØDT VIL:\n- At bussen er gratis.", ["At bussen er gratis."], "capitals"),
    (
        "Kysten er vakker. Derfor vil vi:\n- verne fuglene",
        ["verne fuglene"],
        "the lead-in is a paragraph's last sentence",
    ),
    ("# SV vil\n- verne fuglene", ["verne fuglene"], "a heading is the lead-in"),
    (
        "Senterpartiet vil:\n## Skule\n- byggje skular\n## Veg\n- asfaltere vegar",
        ["byggje skular", "asfaltere vegar"],
        "sub-headings keep the lead-in",
    ),
    (
        "# Skatt\nVenstre vil:\n- senke skatten\n# Om partiet\n- Stiftet på et hotell",
        ["senke skatten"],
        "a new heading ends it",
    ),
    ("Bydelen har ansvaret for:\n- hjemmetjenester\n- drifte barnehager", [], "a list that describes"),
    (
        "Venstre vil:\n- ruste opp havna\n-- Kaien må utvides\n-- Kart og tegninger",
        ["ruste opp havna", "Kaien må utvides"],
        "a nested item with an action of its own",
    ),
    ("# Innhold\n- styrke skolen ........ 4", [], "a table of contents"),
    (
        "# Tilbudet til eldre må styrkes\n- Det er for få plasser.\n- Flere hender i omsorgen.\n- Prisene er høye.",
        ["Tilbudet til eldre må styrkes", "Flere hender i omsorgen."],
        "a heading that says it, and the items that ask",
    ),
    (
        "Venstre vil:\n- bygge vei\nMange kjører her.\n- Det er mange sauer her.\n- ruste opp broen",
        ["bygge vei", "ruste opp broen"],
        "after running text only items that look like the list's",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in LISTS])
def test_lists(text: str, expected: list[str]) -> None:
    assert found_in(text)[0] == expected


SENTENCES: list[tuple[str, DocumentKind | None, list[str], str]] = [
    ("Skogen er stor. Den må vernes. Dette vil gi flere fugler.", "programme", ["Den må vernes."], "one sentence"),
    ("Skogen skal vernes.", "consultation_response", [], "'skal' in advice is often somebody's duty"),
    ("Skogen bør vernes.", "case_paper", ["Skogen bør vernes."], "'bør' always"),
    ("Skogen bør vernes.", "budget", [], "a silent kind"),
    ("Byrådet skal følge loven.\nForslag fra Venstre: 1. Skogen vernes.", "minutes", [], "minutes give decisions only"),
    ("| Skogen må vernes.\n^ Havet må vernes.", "programme", [], "tables and footnotes are not read"),
    (
        "Høringen sier: «Reglene bør endres. Gebyret bør senkes.» Vi er enige.",
        "memo",
        [],
        "a quote of several sentences",
    ),
    (
        "Forslag til vedtak:\nPlanen sendes på høring.",
        "proposal",
        ["Planen sendes på høring."],
        "a proposal in one paragraph",
    ),
    (
        "Tekst. Forslag til vedtak: 1. Byrådet bes utrede saken. 2. Svaret legges frem. Slutt.",
        "proposal",
        ["Byrådet bes utrede saken.", "Svaret legges frem."],
        "a list in running text",
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in SENTENCES])
def test_sentences_by_kind_of_document(text: str, kind: DocumentKind | None, expected: list[str]) -> None:
    assert found_in(text, kind=kind)[0] == expected


def test_fields_of_a_list_item() -> None:
    text = "Fjordvik SV vil:\n- Øke støtten med 5 millioner kroner innen 2027."
    document = make_document(text, kind="resolution")
    (found,) = frame_commitments(document, find_commitments(document))
    assert (found.kind, found.form, found.actor, found.party) == ("pledge", "list", "Fjordvik SV", "SV")
    assert found.statement == "Fjordvik SV vil øke støtten med 5 millioner kroner innen 2027"
    assert found.lead_in == "Fjordvik SV vil:"
    assert found.action == "øke"
    assert [amount.value for amount in found.amounts] == [5_000_000]
    assert found.deadline is not None
    assert found.deadline.text == "innen 2027"


@pytest.mark.parametrize(("issuer", "actor"), [("Raudt", "Raudt"), (None, None)])
def test_we_are_the_issuer_or_nobody(issuer: str | None, actor: str | None) -> None:
    _, (found,) = found_in("Vi vil byggje skular.", issuer=issuer)
    assert found.actor == actor


def test_the_party_of_lead_ins_makes_a_text_of_unknown_kind_a_programme() -> None:
    assert reading_tier(make_document("Fjordvik SV vil:\n- bygge ny skole", kind=None)) == "programme"
    assert reading_tier(make_document("Etaten anbefaler:\n- bygge ny skole", kind=None)) == "advice"
    assert reading_tier(make_document("Skogen er stor.", kind=None, issuer="Venstre")) == "programme"
    assert reading_tier(make_document("Rødt vil verne den. Rødt krever svar.", kind=None)) == "programme"
    assert reading_tier(make_document("Rødt vil verne den. Høyre vil hogge. Høyre vil selge.", kind=None)) == "advice"


def decision(text: str, document: Document, **fields: object) -> Decision:
    start = document.text.index(text)
    return replace(Decision(start, start + len(text), "decision", "adopted", "test"), **fields)  # type: ignore[arg-type]


def test_each_decision_or_point_of_minutes_becomes_one_commitment() -> None:
    document = make_document(
        "Venstre foreslo: Fjordvik kommune ber regjeringen verne elva.\nVedtak: Planen vedtas. Saken sendes på høring.",
        kind="minutes",
    )
    motion = decision(
        "Fjordvik kommune ber regjeringen verne elva.",
        document,
        role="proposal",
        outcome="rejected",
        parties=("Venstre",),
    )
    both = decision("Planen vedtas. Saken sendes på høring.", document, body="Fjordvik bystyre")
    points = tuple(Point(None, both.start + a, both.start + b) for a, b in ((0, 14), (15, 38)))
    found = find_commitments(document, decisions=(motion, replace(both, points=points)))
    assert [(document.text[c.start : c.end], c.kind, c.actor, c.addressee) for c in found] == [
        ("Fjordvik kommune ber regjeringen verne elva.", "request", "Venstre", "regjeringen"),
        ("Planen vedtas.", "decision", "Fjordvik bystyre", None),
        ("Saken sendes på høring.", "decision", "Fjordvik bystyre", None),
    ]
    assert found[0].party == "V"


def test_sentence_rules_do_not_fire_inside_the_decisions_of_case_papers() -> None:
    document = make_document("Etaten bør styrkes.\nVedtak: Byen bør vernes.", kind="case_paper")
    found = find_commitments(document, decisions=(decision("Byen bør vernes.", document),))
    assert [(document.text[c.start : c.end], c.kind) for c in found] == [
        ("Etaten bør styrkes.", "recommendation"),
        ("Byen bør vernes.", "decision"),
    ]


def test_commitments_come_in_the_order_of_the_text_and_do_not_repeat() -> None:
    _, found = found_in("\n".join(text for text, _, _ in LISTS))
    assert all(a.start <= b.start for a, b in pairwise(found))
    assert len({(c.start, c.end) for c in found}) == len(found) > 5


def test_an_unknown_kind_with_several_outcomes_is_minutes() -> None:
    document = make_document(
        "Byen bør vernes.\nPlanen vedtas.\nSaken utsettes.\nBrevet tas til orientering.", kind=None
    )
    decisions = [
        decision(text, document) for text in ("Planen vedtas.", "Saken utsettes.", "Brevet tas til orientering.")
    ]
    assert [c.kind for c in find_commitments(document, decisions=decisions)] == ["decision"] * 3
    assert len(find_commitments(document, decisions=decisions[:1])) == 2


def test_programmes_have_no_decisions_of_minutes() -> None:
    document = make_document("Byen må vernes. Forslaget falt.")
    found = find_commitments(document, decisions=[decision("Forslaget falt.", document)])
    assert [document.text[c.start : c.end] for c in found] == ["Byen må vernes."]


def test_values_and_topics_stand_in_the_frame() -> None:
    document = replace(
        make_document("## Barnehage\nFjordvik SV vil:\n- bygge to nye avdelinger i perioden for 20 mill. kroner"),
        period="2025–2029",
    )
    (commitment,) = frame_commitments(document, find_commitments(document))
    assert commitment.deadline is not None
    assert (str(commitment.deadline.first), str(commitment.deadline.last)) == ("2025-01-01", "2029-12-31")
    assert [(target.quantity, target.unit) for target in commitment.targets] == [(2, "avdelinger")]
    assert [amount.value for amount in commitment.amounts] == [20_000_000]
    assert commitment.topics == ("familie-og-barn/barnehage",)


def test_a_point_of_several_sentences_is_one_commitment() -> None:
    texts, found = found_in(
        "Dette gjelder kaia. 4. Kaia er smal. Vi vil bygge rekkverk. 5. Parken er stor. Vi vil ha benker."
    )
    assert texts == ["Kaia er smal. Vi vil bygge rekkverk.", "Vi vil ha benker."]
    assert [commitment.form for commitment in found] == ["list", "sentence"]
