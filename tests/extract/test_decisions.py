"""Decisions in minutes of one case, in text without line breaks and in blocks."""

import datetime
from dataclasses import replace

import pytest

from loftespor.extract.decisions import find_decisions
from loftespor.extract.records import Decision
from loftespor.ingest.document import Block, BlockKind, Document, DocumentKind

HEAD = "Fjordvik bystyre behandlet saken i møtet 10.04.2024 sak 12/24 og fattet følgende vedtak: "


def minutes(text: str, *, title: str = "En sak", kind: DocumentKind | None = "minutes") -> Document:
    """A document of a title and one block without line breaks."""
    whole = f"{title}\n{text}"
    blocks = (Block(0, "heading", 0, len(title), 1), Block(1, "paragraph", len(title) + 1, len(whole), 1))
    return Document("sak.txt", "sak.txt", "sak", whole, 1, "", "text", blocks=blocks, kind=kind, title=title)


def in_blocks(*lines: str, issuer: str | None = None) -> Document:
    """A document of one block a line; '# ' makes a heading, '1) ' a list item with a marker that is not in the text."""
    text, blocks = "", list[Block]()
    for number, line in enumerate(lines):
        kind: BlockKind = "heading" if line.startswith("# ") else "paragraph"
        marker, words = None, line.removeprefix("# ")
        if line[:1].isdigit() and line[1:3] == ") ":
            kind, marker, words = "list_item", f"{line[0]}.", line[3:]
        start = len(text) + 1 if text else 0
        text = f"{text}\n{words}" if text else words
        blocks.append(Block(number, kind, start, len(text), 1, level=1, marker=marker))
    when = datetime.date(2025, 3, 12)
    return Document("m.pdf", "m.pdf", "m", text, 1, "", "pdf", blocks=tuple(blocks), kind="minutes", issuer=issuer,
                    date=when)  # fmt: skip


def rows(document: Document, role: str | None = None) -> list[tuple[str, str]]:
    """Outcome and words of the document's decisions of a role."""
    found = [row for row in find_decisions(document) if role in (None, row.role)]
    return [(row.outcome, document.text[row.start : row.end]) for row in found]


def only(document: Document, role: str) -> Decision:
    found = [row for row in find_decisions(document) if row.role == role]
    assert len(found) == 1
    return found[0]


ONE = "Kari Nes (A) fremsatte på vegne av A og R følgende tilleggsforslag: Bystyret ber om flere benker. "


@pytest.mark.parametrize(
    ("vote", "outcome", "votes_for", "votes_against", "parties", "unanimous"),
    [
        ("Tilleggsforslag fra A og R, fremsatt av Kari Nes (A), fikk 32 stemmer (A, SV, R), og var dermed falt.",
         "rejected", 32, None, ("A", "SV", "R"), False),
        ("Tilleggsforslag fra A og R ble vedtatt med 37 stemmer (H, SV(2), R).",
         "adopted", 37, None, ("H", "SV", "R"), False),
        ("Tilleggsforslag fra A og R ble enstemmig vedtatt.", "adopted", None, None, (), True),
        ("Tilleggsforslag frå A og R vart samrøystes vedteke.", "adopted", None, None, (), True),
        ("Tilleggsforslag frå A og R fekk 5 røyster (A, R) og fall.", "rejected", 5, None, ("A", "R"), False),
        ("Tilleggsforslag fra A og R ble vedtatt mot 12 stemmer (H og FrP).", "adopted", None, 12, (), False),
        ("Tilleggsforslag fra A og R ble vedtatt med 31 stemmer (A, R) mot 26 stemmer (H).",
         "adopted", 31, 26, ("A", "R"), False),
        ("Tilleggsforslag fra A og R ble ikke vedtatt. Det fikk 20 stemmer (A, R).",
         "rejected", 20, None, ("A", "R"), False),
        ("Tilleggsforslag fra A og R fikk 4 stemmer (A, R).", "rejected", 4, None, ("A", "R"), False),
        ("Kari Nes' tilleggsforslag ble utsatt.", "postponed", None, None, (), False),
        ("Kari Nes (A) trakk forslaget.", "withdrawn", None, None, (), False),
        ("Tilleggsforslag fra A og R ble enstemmig oversendt byrådet uten realitetsvotering.",
         "referred", None, None, (), True),
        ("Tilleggsforslag fra A og R vedlegges protokollen.", "shelved", None, None, (), False),
        ("34 representanter motsatte seg debatt (H, FrP).", "not_taken_up", None, None, (), False),
        ("Tilleggsforslaget ble ikke votert over.", "not_stated", None, None, (), False),
        ("Innstillingen ble enstemmig vedtatt.", "not_stated", None, None, (), False),
        ("Tilleggsforslag fra FrP ble enstemmig vedtatt.", "not_stated", None, None, (), False),
    ],
)  # fmt: skip
def test_a_vote_decides_the_proposal_it_names(
    vote: str, outcome: str, votes_for: int | None, votes_against: int | None, parties: tuple[str, ...], unanimous: bool
) -> None:
    row = only(minutes(f"{HEAD}Planen vedtas. Fjordvik bystyres behandling {ONE}Votering: {vote}"), "proposal")
    assert (row.outcome, row.votes_for, row.votes_against) == (outcome, votes_for, votes_against)
    assert (row.parties_for, row.unanimous) == (parties, unanimous)
    assert (row.proposer, row.parties, row.body) == ("Kari Nes", ("A", "R"), "Fjordvik bystyre")
    assert row.case == "sak 12/24"


def test_points_with_one_fate_are_one_row_and_points_with_several_are_rows() -> None:
    moved = "Kari Nes (A) fremsatte på vegne av A følgende forslag i 3 punkt: 1. Ett. 2. To. 3. Tre. Votering: "
    together = minutes(HEAD + "Nei. " + moved + "Forslag punkt 1-3 fra A fikk 9 stemmer (A), og var dermed falt.")
    assert rows(together, "proposal") == [("rejected", "Ett. 2. To. 3. Tre.")]
    assert [point.number for point in only(together, "proposal").points] == ["1", "2", "3"]
    apart = minutes(HEAD + "To. " + moved + "Forslag punkt 1 og 3 fra A fikk 9 stemmer (A) og var dermed falt. "
                    "Forslag punkt 2 fra A ble vedtatt enstemmig.")  # fmt: skip
    assert rows(apart, "proposal") == [("rejected", "Ett."), ("adopted", "To."), ("rejected", "Tre.")]


@pytest.mark.parametrize(
    ("moved", "points", "why"),
    [
        ("• Bystyret ber om benker. Det haster. • Byrådet bes plante trær.",
         ["Bystyret ber om benker. Det haster.", "Byrådet bes plante trær."], "the first bullet counts too"),
        ("Bystyret ber om benker. Bystyret ber om trær. Alt skal skje i mai. I tråd med planen, ber bystyret om lys.",
         ["Bystyret ber om benker.", "Bystyret ber om trær. Alt skal skje i mai.",
          "I tråd med planen, ber bystyret om lys."], "a list whose bullets were lost"),
        ("Heradsstyret bed rådmannen setje ut benkar. Heradsstyret bed rådmannen plante tre. Heradsstyret bed om lys.",
         ["Heradsstyret bed rådmannen setje ut benkar.", "Heradsstyret bed rådmannen plante tre.",
          "Heradsstyret bed om lys."], "in Nynorsk"),
        ("Bystyret ber byrådet vurdere flere benker. Bystyret ber om svar i mai.", [], "one request and its date"),
        ("Parken er slitt. Bystyret ber om benker. Bystyret ber om trær. Bystyret ber om lys.", [], "reasons first"),
        ("1. Bystyret ber om benker som alle kan bruke, og 2. at slitte benker blir skiftet ut",
         ["Bystyret ber om benker som alle kan bruke, og", "at slitte benker blir skiftet ut"], "a sentence in points"),
    ],
)  # fmt: skip
def test_points_of_what_is_moved(moved: str, points: list[str], why: str) -> None:
    text = f"{HEAD}Nei. Kari Nes (A) fremsatte på vegne av A følgende forslag: {moved} Votering: "
    document = minutes(text + "Forslag fra A fikk 9 stemmer (A), og var dermed falt.")
    row = only(document, "proposal")
    assert [document.text[point.start : point.end] for point in row.points] == points, why
    assert row.outcome == "rejected"


def test_remarks_are_rows_without_their_label_and_take_the_votes_on_remarks() -> None:
    text = (
        HEAD + "Rapporten tas til orientering. Merknad 1 Byen trenger benker. Merknad 2 Byen trenger trær. Votering: "
        "Innstillingen ble vedtatt enstemmig. Merknad 1-2 fra innstillingen ble vedtatt med 30 stemmer (A, H). "
        "Utvalg for park behandlet saken i møtet 01.04.2024 sak 3/24 og avga følgende innstilling: "
        "Innstillingen er likelydende med bystyrets vedtak."
    )
    found = find_decisions(minutes(text))
    assert [(row.outcome, row.votes_for, row.unanimous, row.decision_form) for row in found] == [
        ("noted", None, True, "vedtakspunkt"), ("adopted", 30, False, "merknad"), ("adopted", 30, False, "merknad"),
    ]  # fmt: skip


def test_the_newest_treatment_decides_what_older_ones_recommended() -> None:
    text = (
        HEAD + "1. Planen vedtas. Votering: Innstillingen punkt 1 ble vedtatt enstemmig. Innstillingen punkt 2 fikk "
        "5 stemmer (R) og var dermed falt. Utvalg for park behandlet saken i møtet 01.04.2024 sak 3/24 og avga "
        "følgende innstilling: 1. Planen vedtas. 2. Parken får ny port. Byrådet behandlet saken i møtet 01.03.2024 "
        "sak 9/24 Byrådet innstiller til bystyret å fatte følgende vedtak: Planen forkastes ikke av byrådet."
    )
    document = minutes(text)
    assert rows(document, "recommendation") == [
        ("adopted", "Planen vedtas."), ("rejected", "Parken får ny port."),
        ("not_stated", "Planen forkastes ikke av byrådet."),
    ]  # fmt: skip
    dates = [row.date.isoformat() if row.date else None for row in find_decisions(document)]
    assert dates == ["2024-04-10", "2024-04-10", "2024-04-10", "2024-03-01"]


@pytest.mark.parametrize(
    ("resolution", "outcome"),
    [
        ("Planen ble ikke behandlet på grunn av overskredet tid.", "postponed"),
        ("Representantforslaget avvises med bakgrunn i byrådets svar.", "answered"),
        ("Representantforslaget avvises.", "rejected"),
        ("Bystyret ber byrådet om noe helt annet.", "rejected"),
        ("Bystyret ber om gratis is til alle.", "adopted"),
    ],
)
def test_the_proposers_own_words_share_the_fate_of_the_case(resolution: str, outcome: str) -> None:
    title = "Representantforslag fra Kari A. Nes og Ola Vik (SV) om is"
    text = f"{HEAD}{resolution} Forslagsstillernes forslag til vedtak: Bystyret ber om gratis is til alle. 2"
    document = minutes(text, title=title)
    row = only(document, "proposal")
    assert (row.outcome, row.proposer, row.parties) == (outcome, "Kari A. Nes, Ola Vik", ("SV",))
    assert document.text[row.start : row.end] == "Bystyret ber om gratis is til alle."


def test_in_a_case_paper_nothing_is_decided_about_the_proposal() -> None:
    text = (
        "Saksframstilling Forslaget lyder slik: Byen er varm. Forslag til vedtak: 1. Bystyret ber om is. 2. Bystyret "
        "ber om kioskar. Kioskutvalget behandlet saken i møtet 17.01.2024 (sak 8/24) og fattet følgende vedtak: "
        "1. Representantforslag fra Kari Nes (A) om is oversendes byrådet. 2. Administrasjonen lager et kart over "
        "kiosker. Byrådets vurdering av representantforslaget: Is er dyrt. Dato: 1. mars 2024"
    )
    document = minutes(text, title="Representantforslag fra Kari Nes (A) om is", kind="case_paper")
    assert rows(document) == [
        ("not_stated", "Bystyret ber om is. 2. Bystyret ber om kioskar."),
        ("referred", "Representantforslag fra Kari Nes (A) om is oversendes byrådet."),
        ("adopted", "Administrasjonen lager et kart over kiosker."),
    ]


@pytest.mark.parametrize("kind", ["plan", "programme", "memo", "consultation_response"])
def test_what_says_that_it_is_something_else_is_no_minutes(kind: DocumentKind) -> None:
    told = in_blocks(
        "# Temaplan for trær", "Vedtak:", "1) Byen planter trær.", "2) Byen verner trær.", issuer="Fjordvik"
    )
    assert len(find_decisions(told)) == 2
    assert find_decisions(replace(told, kind=kind)) == ()


def test_a_statement_to_the_minutes_is_no_proposal() -> None:
    text = HEAD + "Planen vedtas. Kari Nes (A) fremsatte på vegne av A følgende protokolltilførsel: Dette er feil."
    assert rows(minutes(text)) == [("adopted", "Planen vedtas.")]


def test_questions_and_answers_are_nothing() -> None:
    text = (
        "Fjordvik bystyre behandlet saken i møtet 19.02.2025: 9. Kari Nes (A) stilte spørsmål om skoler. "
        "Byråd Ola Vik besvarte spørsmålene. 10. Ola Lie (H) stilte spørsmål om veier."
    )
    assert find_decisions(minutes(text)) == ()
    assert find_decisions(minutes("Det var en gang.", kind=None)) == ()


def test_a_party_on_both_sides_and_other_counts_are_flagged_not_repaired() -> None:
    text = (
        f"{HEAD}Planen vedtas. {ONE}Votering: Tilleggsforslag fra A og R ble vedtatt med 35 stemmer (A, R). "
        "Innstillingen ble vedtatt med 32 stemmer (A, R)."
    )
    assert only(minutes(text), "proposal").flags == ("votes_do_not_add_up",)
    both = f"{HEAD}Ja. {ONE}Votering: Tilleggsforslag fra A og R ble vedtatt med 30 stemmer (A) mot 5 stemmer (A)."
    assert only(minutes(both), "proposal").flags == ("votes_do_not_add_up",)
    split = f"{HEAD}Ja. {ONE}Votering: Tilleggsforslag fra A og R ble vedtatt med 30 stemmer (A(9)) mot 5 stemmer (A)."
    assert only(minutes(split), "proposal").flags == ()


def test_votes_kept_elsewhere_are_named() -> None:
    text = f"{HEAD}Planen vedtas. {ONE}Votering: For de enkelte voteringene, se eget hefte vedlagt protokollen."
    assert only(minutes(text), "proposal").flags == ("votes_elsewhere",)


def test_a_vote_with_excepted_points_leaves_them() -> None:
    text = HEAD + "1. Ett gjøres. 2. To gjøres. Votering: Innstillingen med unntak av punkt 2 ble vedtatt enstemmig."
    assert [row.unanimous for row in find_decisions(minutes(text))] == [True, False]


def test_what_was_adopted_in_changed_form_is_partly_adopted() -> None:
    document = in_blocks(
        "# Sak 4/25 Ballbinger", "Kari Nes (A) fremmet følgende forslag:", "Det bygges tre ballbinger.",
        "Ola Vik (H) fremmet følgende endringsforslag:", "Det bygges én ballbinge.",
        "Votering: Forslaget fra A ble enstemmig vedtatt med den endringen som følger av endringsforslaget fra H.",
        "Vedtak:", "Det bygges én ballbinge.", issuer="Fjordvik kommunestyre",
    )  # fmt: skip
    assert rows(document) == [
        ("partly_adopted", "Det bygges tre ballbinger."), ("adopted", "Det bygges én ballbinge."),
        ("adopted", "Det bygges én ballbinge."),
    ]  # fmt: skip


def test_of_two_set_against_each_other_the_one_with_more_votes_won() -> None:
    text = (
        f"{HEAD}Nei. Kari Nes (A) fremsatte på vegne av A følgende forslag: Benker males. "
        "Ola Vik (H) fremsatte på vegne av H følgende forslag: Benker fjernes. Votering: Forslag fra A ble satt opp "
        "mot forslag fra H. Forslag fra A fikk 30 stemmer og forslag fra H fikk 12 stemmer."
    )
    assert rows(minutes(text), "proposal") == [("adopted", "Benker males."), ("rejected", "Benker fjernes.")]


def test_minutes_of_a_whole_meeting_in_blocks() -> None:
    document = in_blocks(
        "# Protokoll – Fjordvik kommunestyre", "# Sak 45/25 Ny skole", "Kommunestyrets vedtak", "1) Skolen bygges.",
        "2) Saken legges frem igjen i 2026.", "# Votering", "Innstillingen punkt 1 og 2 ble vedtatt enstemmig.",
        "# Sak 46/25 Benker", "Forslag fra Rødt:", "Stortinget ber regjeringen kjøpe benker.", "# Votering",
        "Forslag fra Rødt falt mot 3 stemmer.", issuer="Fjordvik kommunestyre",
    )  # fmt: skip
    found = find_decisions(document)
    assert [(document.text[r.start : r.end], r.outcome, r.case, r.case_title, r.decision_form) for r in found] == [
        ("Skolen bygges.", "adopted", "sak 45/25", "Ny skole", "vedtakspunkt"),
        ("Saken legges frem igjen i 2026.", "adopted", "sak 45/25", "Ny skole", "vedtakspunkt"),
        ("Stortinget ber regjeringen kjøpe benker.", "rejected", "sak 46/25", "Benker", "anmodningsvedtak"),
    ]
    assert {row.body for row in found} == {"Fjordvik kommunestyre"}
    assert found[2].parties == ("Rødt",)


def test_a_vote_on_a_whole_budget_names_the_document() -> None:
    document = in_blocks(
        "# Sak 60/25 Budsjett 2026", "# Votering",
        "Alternativt budsjett fra GRN fikk 5 stemmer (GRN), og var dermed falt.",
        "Etter dette er kommunestyrets vedtak:", "Kommunedirektørens forslag til budsjett 2026 vedtas.",
        issuer="Fjordvik kommunestyre",
    )  # fmt: skip
    found = [(row.role, row.outcome, row.whole_document) for row in find_decisions(document)]
    assert found == [
        ("proposal", "rejected", "Alternativt budsjett fra GRN"),
        ("decision", "adopted", "Kommunedirektørens forslag til budsjett 2026"),
    ]


TROMS = (
    "Saksprotokoll Utvalg: Kommunestyret Behandlet av Møtedato Saknr 1 Kommunestyret 21.08.2024 66/24 Plan for parker "
    "Kommunestyret har behandlet saken i møte 21.08.2024 sak 66/24 Møtebehandling "
)


@pytest.mark.parametrize(
    ("discussion", "expected"),
    [
        pytest.param(
            "Kari Nes (SV) foreslo: Benker Støttet av: SV, Rødt Forslag: Det kjøpes benker. Votering Voteringspunkt "
            "Benker Flertallet voterte for: 25 (Ap, SV, 3H (Per Vik, Ane Lie, Geir Moe)) og 17 (FrP, INP) stemte mot.",
            ("adopted", 25, 17, ("Ap", "SV", "H"), ("SV", "Rødt")), id="title and majority for",
        ),
        pytest.param(
            "Ola Vik (FrP) foreslo: Trær Støttet av: FrP Forslag: Det felles trær. Votering Voteringspunkt Trær "
            "Flertallet voterte mot: 38 (Ap, H) og 4 (FrP) stemte for.",
            ("rejected", 4, 38, ("FrP",), ("FrP",)), id="majority against",
        ),
        pytest.param(
            "Kari Nes (Sp) fremmet følgende forslag på vegne av Sp og V: Saken utsettes. Votering Nes' "
            "utsettelsesforslag falt med 3 mot 8 stemmer.",
            ("rejected", 3, 8, (), ("Sp", "V")), id="mover's genitive",
        ),
        pytest.param(
            "Arbeiderpartiet og SV fremmet følgende fellesforslag: Parken får benk. Votering Fellesforslaget fra "
            "Arbeiderpartiet og SV fikk 4 stemmer og falt.",
            ("rejected", 4, None, (), ("Arbeiderpartiet", "SV")), id="parties without a person",
        ),
        pytest.param(
            "Kari Nes (Sp) fremja slikt framlegg på vegner av Sp og SV: Kommunen skal kjøpe benkar. Avrøysting "
            "Framlegget frå Sp og SV fall med 9 mot 18 røyster.",
            ("rejected", 9, 18, (), ("Sp", "SV")), id="nynorsk",
        ),
        pytest.param(
            "Forslag nr. 1 fra Kari Nes på vegne av Rødt: Det kjøpes benker. Votering: Forslag nr. 1 fra R ble vedtatt "
            "mot 12 stemmer (H, V og FrP).",
            ("adopted", None, 12, (), ("Rødt",)), id="numbered, name and letter of one party",
        ),
        pytest.param(
            "Forslag nr. 3 fra SV og MDG: Stortinget ber regjeringen kjøpe benker. Votering: Forslag nr. 3 fra SV og "
            "MDG ble med 84 mot 16 stemmer ikke bifalt.",
            ("rejected", 16, 84, (), ("SV", "MDG")), id="Storting",
        ),
    ],
)  # fmt: skip
def test_forms_of_other_bodies(discussion: str, expected: tuple[object, ...]) -> None:
    row = only(minutes(f"{TROMS}{discussion} Kommunestyrets vedtak Noe annet vedtas. 1", title="Vedtak"), "proposal")
    assert (row.outcome, row.votes_for, row.votes_against, row.parties_for, row.parties) == expected
    assert (row.body, row.date) == ("Kommunestyret", datetime.date(2024, 8, 21))


def test_a_remark_the_resolution_does_not_have_is_not_adopted_with_the_recommendation() -> None:
    text = (
        HEAD + "Planen vedtas. Votering: Innstillingen ble vedtatt enstemmig. Utvalg for park behandlet saken i møtet "
        "01.04.2024 sak 3/24 og avga følgende innstilling: Planen vedtas. Merknad Byen trenger flere trær."
    )
    assert rows(minutes(text), "recommendation") == [
        ("adopted", "Planen vedtas."), ("not_stated", "Byen trenger flere trær."),
    ]  # fmt: skip


def test_spans_and_evidence_are_inside_the_text_and_start_with_words() -> None:
    text = f"{HEAD}Planen vedtas. {ONE}Votering: Tilleggsforslag fra A og R fikk 2 stemmer (R) og var dermed falt."
    document = minutes(text)
    for row in find_decisions(document):
        assert document.text[row.start : row.end] == document.text[row.start : row.end].strip()
        assert row.evidence is not None
        assert 0 <= row.evidence[0] < row.evidence[1] <= len(document.text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1. " * 4000,
        HEAD + "Kari Nes (A) fremsatte på vegne av " + "A, " * 5000,
        HEAD + "Votering: " + "Forslag fra A fikk 3 stemmer (" * 2000,
        "Merknad 1 " * 5000 + "møtet 01.02.2024 " * 3000,
        "Utvalg for " * 8000,
    ],
    ids=["numbers", "parties", "brackets", "labels", "bodies"],
)
def test_hostile_text_is_read_to_the_end(text: str) -> None:
    assert isinstance(find_decisions(minutes(text)), tuple)
