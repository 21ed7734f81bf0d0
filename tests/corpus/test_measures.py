"""Measures over all documents: what is one, why, what stays apart, and what people decided of it."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.export import export
from loftespor.corpus.linking import link
from loftespor.corpus.measure_names import read_name
from loftespor.corpus.measure_rows import measure_named
from loftespor.corpus.measures import gather_measures
from loftespor.corpus.merge_reviews import apply_to_merges
from loftespor.corpus.review_exchange import export_lines, import_lines
from loftespor.corpus.review_making import judged, subject_named, taken_back
from loftespor.corpus.review_queue import told
from loftespor.corpus.reviews import Action, add, all_reviews
from loftespor.corpus.rows import Row
from loftespor.corpus.schema import open_database
from loftespor.errors import ReviewError
from loftespor.reports.language import Language
from loftespor.reports.measure_text import measure_lines
from tests.corpus.built import linked_corpus

RESOLUTION = """# Et varmere Fjordvik

Sjøbylaget vil:

- evaluere EN VARM OG TRYGG BY - STRATEGI FOR UNGDOM I FJORDVIK (Byrådssak 31/20)
- følge opp Fjordvikhjelpa i alle bydeler
"""
REPORT = """# Ungdom og havn i Fjordvik

Program for havnefeltet i Fjordvik 2020–2024 (PRIHavn) er gjennomført. PRIHavn ga flere plasser, og funnene fra
Prih-arbeidet er fulgt opp. "En varm og trygg by" (2020) peker ut retningen.
Kommunen fulgte opptrappingsplan for havnehelse (2021–2026) til punkt og prikke.
Opptrappingsplanen gir retning.
"""
LATER = """# Strategi

Vi viser til En varm og trygg by og til PriHavn. I tråd med opptrappingsplan for havnehelse er tilbudet styrket.
Handlingsplanen mot vald i heimen 2019–2023 er avslutta. I Handlingsplan mot vold i hjemmet 2019–2023 sto det mer.
"""
INPUT = """# Innspill til ny opptrappingsplan for havnehelse

En ny opptrappingsplan for havnehelse må ha mål. Opptrappingsplanen må vare i ti år.
"""


def mentions(db: Database, measure: str) -> list[tuple[str, str]]:
    return [(row["document"], row["text"]) for row in export(db, "citations") if row["measure"] == measure]


@pytest.fixture
def db(tmp_path: Path) -> Database:
    texts = {"1 vedtak.md": RESOLUTION, "2 rapport.md": REPORT, "3 senere.md": LATER, "4 innspill.md": INPUT}
    return linked_corpus(tmp_path, texts)


def test_a_name_that_one_document_ties_to_a_number_is_that_case_in_all(db: Database) -> None:
    assert mentions(db, "byrådssak/?/31/2020") == [
        ("1 vedtak.md", "EN VARM OG TRYGG BY"),
        ("1 vedtak.md", "Byrådssak 31/20"),
        ("2 rapport.md", 'En varm og trygg by" (2020)'),  # the year beside a title in quotation marks
        ("3 senere.md", "En varm og trygg by"),  # no number and no marks: taught by the first document
    ]
    db.close()


def test_an_acronym_in_brackets_and_the_work_called_after_it_are_the_plan(db: Database) -> None:
    plan = "plan/fjordvik/program-for-havnefeltet-i-fjordvik-2020-2024-prihavn"
    [id] = {row["measure"] for row in export(db, "citations") if row["text"] == "PRIHavn"}
    assert id in (plan, plan.replace("/fjordvik/", "/?/", 1))
    assert [text for _, text in mentions(db, id)] == [
        "Program for havnefeltet i Fjordvik 2020–2024 (PRIHavn)", "PRIHavn", "Prih-arbeidet", "PriHavn",
    ]  # fmt: skip
    db.close()


def test_names_with_and_without_years_and_in_both_languages_are_one(db: Database) -> None:
    assert mentions(db, "plan/?/opptrappingsplan-for-havnehelse-2021-2026") == [
        ("2 rapport.md", "opptrappingsplan for havnehelse (2021–2026)"),
        ("2 rapport.md", "Opptrappingsplanen"),
        ("3 senere.md", "opptrappingsplan for havnehelse"),
    ]
    assert len({row["measure"] for row in export(db, "citations") if row["text"].startswith("Handlingsplan")}) == 1
    db.close()


def test_a_plan_that_is_asked_for_is_linked_to_the_one_that_there_is_and_is_not_it(db: Database) -> None:
    asked = measure_named(db, "plan/?/opptrappingsplan-for-havnehelse/proposed")
    assert asked["documents"] == {"4 innspill.md": 3}
    [linked] = asked["asked_for"]
    assert (linked["target"], linked["state"]) == ("plan/?/opptrappingsplan-for-havnehelse-2021-2026", "proposed")
    db.close()


def test_every_merge_has_its_score_and_reason(db: Database) -> None:
    row = measure_named(db, "byrådssak/?/31/2020")
    assert [(m["measure"], m["score"], m["reasons"]) for m in row["merges"]] == [
        (
            "plan/?/en-varm-og-trygg-by", 0.9,
            ["navn og nummer står sammen: EN VARM OG TRYGG BY, Byrådssak 31/20 (1 vedtak.md)"],
        ),
        (
            "plan/?/en-varm-og-trygg-by", 0.8,
            ["årene står bare det ene stedet: EN VARM OG TRYGG BY / En varm og trygg by (2020)"],
        ),
    ]  # fmt: skip
    lines = "\n".join(measure_lines(row, Language("nn")))
    assert "namn og nummer står saman: EN VARM OG TRYGG BY, Byrådssak 31/20" in lines
    db.close()


def decide(db: Database, id: str, action: Action, *, reason: str) -> None:
    """What `loftespor review` does with the id of a merge."""
    add(db, [judged(db, subject_named(db, id), action, by="Kari", reason=reason)])
    gather_measures(db)


def rejected(db: Database) -> Row:
    [merge] = [row for row in db.table("merges").rows if row["target"] == "byrådssak/?/31/2020"]
    decide(db, merge["id"], "reject", reason="saken er en annen")
    return merge


def test_a_rejected_merge_splits_the_measure_and_stays_split(db: Database) -> None:
    rejected(db)
    for _ in range(2):
        assert [text for _, text in mentions(db, "byrådssak/?/31/2020")] == ["Byrådssak 31/20"]
        [name] = {row["measure"] for row in export(db, "citations") if row["text"] == "EN VARM OG TRYGG BY"}
        assert name.startswith("plan/?/en-varm-og-trygg-by")
        db.execute("DELETE FROM steps WHERE step = 'link'")
        list(link(db, run=1))
    [review] = db.table("reviews").rows
    assert (review["action"], review["by"], review["reason"]) == ("reject", "Kari", "saken er en annen")
    db.close()


def test_a_confirmed_merge_is_kept_and_makes_the_measure_sure(db: Database) -> None:
    for merge in list(db.table("merges").rows_where("measure = 'plan/?/en-varm-og-trygg-by'")):
        decide(db, merge["id"], "confirm", reason="ja")
    db.execute("DELETE FROM steps WHERE step = 'link'")
    list(link(db, run=1))
    row = measure_named(db, "byrådssak/?/31/2020")
    assert row["state"] == "confirmed"
    assert {merge["by"] for merge in row["merges"]} == {"Kari"}
    db.close()


def test_a_decision_of_a_merge_makes_linking_run_again(db: Database) -> None:
    rejected(db)
    list(link(db, run=1))
    cited = {
        row["target"] for row in export(db, "links") if row["kind"] == "cites" and row["target_table"] == "measures"
    }
    assert any(target.startswith("plan/?/en-varm") for target in cited)
    db.close()


def test_a_review_of_a_merge_is_shown_carried_over_and_taken_back(db: Database, tmp_path: Path) -> None:
    merge = rejected(db)
    assert "Kari: reject merge" in "\n".join(told(db, subject_named(db, merge["id"])))
    other = open_database(tmp_path / "other.db")
    assert import_lines(other, export_lines(db), name="reviews.jsonl").added == 1
    assert apply_to_merges(other)
    assert [row["state"] for row in other.table("merges").rows] == ["rejected"]
    other.close()
    [review] = all_reviews(db)
    add(db, [taken_back(db, review.uid, by="Kari", reason="feil")])
    gather_measures(db)
    [again] = [row for row in db.table("merges").rows if row["id"] == merge["id"]]
    assert again["state"] == "proposed"
    db.close()


def test_people_who_disagree_leave_a_merge_a_proposal(db: Database) -> None:
    merge = rejected(db)
    add(db, [judged(db, subject_named(db, merge["id"]), "confirm", by="Ola", reason="samme sak")])
    assert apply_to_merges(db)
    assert db.table("merges").get(merge["id"])["state"] == "proposed"
    db.close()


def test_a_merge_has_no_axis_and_takes_no_value(db: Database) -> None:
    merge = rejected(db)
    subject = subject_named(db, merge["id"])
    with pytest.raises(ReviewError, match="is a merge and has no axis"):
        judged(db, subject, "confirm", by="Kari", reason="ja", axis="funding")
    with pytest.raises(ReviewError, match="is a merge: confirm or reject it"):
        judged(db, subject, "set", by="Kari", reason="ja", axis="funding", value="funded")
    db.close()


APART = {
    # two numbers: the documents tie one name to different cases
    "numbers": (
        ["EN GRØNN OG STILLE BY (Byrådssak 4/20) gjelder.", "EN GRØNN OG STILLE BY (Byrådssak 9/22) gjelder."],
        ["byrådssak/?/4/2020", "byrådssak/?/9/2022"],
    ),
    # two owners
    "owners": (
        ["Strategi for byrom i Bergen 2020–2024 gjelder.", "Strategi for byrom i Oslo 2020–2024 gjelder."],
        ["plan/bergen/strategi-for-byrom-i-bergen-2020-2024", "plan/oslo/strategi-for-byrom-i-oslo-2020-2024"],
    ),
    # two periods, and a name without years that may be of either
    "periods": (
        ["Opptrappingsplan for havnehelse 2016–2020 og Opptrappingsplan for havnehelse 2021–2026.",
         "Opptrappingsplanen for havnehelse gjelder."],
        ["plan/?/opptrappingsplan-for-havnehelse-2016-2020", "plan/?/opptrappingsplan-for-havnehelse-2021-2026",
         "plan/?/opptrappingsplan-for-havnehelse"],
    ),
    # what every body has is its own paper's
    "anybody's": (
        ["Vi viser til Handlingsplan 2024–2027.", "Vi viser til Handlingsplan 2024–2027."],
        ["plan/?/handlingsplan-2024-2027@0.md", "plan/?/handlingsplan-2024-2027@1.md"],
    ),
    # a report whose session is not said is no one that has it
    "sessions": (
        ["Meld. St. 7 (2017–2018) kom.", "Meld. St. 7 sier det samme."],
        ["meld-st/2017-2018/7", "meld-st/?/7"],
    ),
    # the conventions are not the one
    "plural": (
        ["Havnekonvensjonen gjelder.", "Havnekonvensjonene gjelder."],
        ["avtale/?/havnekonvensjonen", "avtale/?/havnekonvensjonene"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", APART)
def test_what_is_not_one_stays_apart(why: str, tmp_path: Path) -> None:
    texts, measures = APART[why]
    db = linked_corpus(tmp_path, {f"{number}.md": f"# Notat\n\n{text}\n" for number, text in enumerate(texts)})
    found = {row["measure"] for row in export(db, "citations") if row["class"] != "value"}
    assert found == set(measures)
    db.close()


def test_plans_of_two_municipalities_are_two(tmp_path: Path) -> None:
    text = "# Notat\n\nVi viser til Handlingsplan mot støy 2024–2027.\n"
    about = "".join(
        f'[[document]]\nfile = "{place}.md"\nmunicipality = "{place}"\n' for place in ("Fjordvik", "Vikbukta")
    )
    db = linked_corpus(tmp_path, {"Fjordvik.md": text, "Vikbukta.md": text + "Mer.\n", "corpus.toml": about})
    assert len({row["measure"] for row in export(db, "citations") if row["class"] == "plan"}) == 2
    db.close()


def test_a_title_of_one_acronym_of_another_body_is_not_taught(tmp_path: Path) -> None:
    text = "# Notat\n\nTiltaksplan for havna 2025 (UKFH) er vedtatt. UKFH møtes i mai.\n"
    db = linked_corpus(tmp_path, {"a.md": text})
    assert not [row for row in export(db, "citations") if row["text"] == "UKFH"]
    db.close()


NOTED = """Sjøbylaget vil:

- bygge flere gjestehavner, slik regjeringen varslet.1
- male bryggene

1 Meld. St. 44 (2018–2019) Fjordmeldinga.
"""


def test_what_a_footnote_cites_is_cited_by_the_commitment_with_its_mark(tmp_path: Path) -> None:
    db = linked_corpus(tmp_path, {"a.txt": NOTED})
    cited = {row["text"].split()[0]: row["measures"] for row in export(db, "commitments")}
    assert cited == {"bygge": ["meld-st/2018-2019/44"], "male": []}
    links = [row["text"] for row in export(db, "links") if row["kind"] == "cites"]
    assert links
    assert all(text.startswith("bygge") for text in links)
    db.close()


@pytest.mark.parametrize(
    ("key", "owner", "years", "stems"),
    [
        ("plan/?/russtrategi-fra-2018", None, ("2018", "2018"), ("russtrategi",)),
        ("plan/oslo/oslo-kommunes-russtrategi-fra-2018", "oslo", ("2018", "2018"), ("russtrategi",)),
        ("plan/?/handlingsplan-mot-vald-2019-til-2023", None, ("2019", "2023"), ("handlingsplan", "vold")),
        ("plan/?/handlingsplan-2024-2027@notat.md", "notat.md", ("2024", "2027"), ("handlingsplan",)),
        ("byrådssak/fjordvik/31/2020", "fjordvik", None, ()),
        ("meld-st/2022-2023/5", None, None, ()),
    ],
)
def test_what_a_key_tells(key: str, owner: str | None, years: tuple[str, str] | None, stems: tuple[str, ...]) -> None:
    name = read_name(key)
    assert (name.owner, name.years, name.stems) == (owner, years, stems)


def test_many_names_are_gathered_and_periods_stay_apart(db: Database) -> None:
    document = db.execute("SELECT id FROM documents").fetchone()[0]
    rows = (
        {
            "document": document, "page": 1, "start": 0, "end": 0, "text": f"plan {number}", "type": "plan",
            "class": "plan", "canonical": f"plan/?/havneplan-for-kai-{number // 3:05}-{2000 + number % 3 * 10}",
            "own_measure": f"plan/?/havneplan-for-kai-{number // 3:05}-{2000 + number % 3 * 10}", "measure": "",
            "rule": "test", "name": f"Havneplan for kai {number // 3:05} ({2000 + number % 3 * 10})", "flags": "[]",
            "alternatives": "[]",
        }
        for number in range(30_000)
    )  # fmt: skip
    db.table("citations").insert_all(rows)
    gather_measures(db)
    assert db.table("measures").count_where("id LIKE '%havneplan-for-kai%'") == 30_000
    db.close()
