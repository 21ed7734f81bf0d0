"""The command line: every command documented by an example, trouble told plainly, nothing done twice."""

import json
import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from loftespor.cli import main
from tests.ingest.drawing import Pen, pdf

COMMANDS = sorted(main.list_commands(click.Context(main)))
RESOLUTION = """U3: Trygge skoleveier 1

Vi ser at barn går langs trafikkerte veier uten fortau. Foreldre kjører barna sine fordi 2

veien ikke er trygg, og da blir det enda flere biler utenfor skolen om morgenen. 3

Slik har det vært i mange år. Kommunen kjenner veiene der det er verst, men hvert år 4

skyves de bak i køen. Vi mener at barns vei til skolen er viktigere enn nye parkerings- 5

plasser i sentrum. 6

Bylyset vil: 7

▪ bygge fortau langs alle skoleveier innen 2030 8

▪ senke fartsgrensen til 30 km/t rundt skolene 9
"""


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=stdin)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "resolusjon.txt").write_text(RESOLUTION, encoding="utf-8")
    return folder


@pytest.fixture
def database(documents: Path, tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    result = run("run", str(documents), "--db", str(path), "--no-report", "--jobs", "1")
    assert result.exit_code == 0, result.output
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example_that_it_understands(name: str) -> None:
    """The example of the help text must be a command line that parses."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.epilog, f"{name} shows no example"
    assert command.epilog.startswith("Example: ")
    words = shlex.split(command.epilog.removeprefix("Example: ").split(" > ")[0].split(" | ")[-1])
    assert words[:2] == ["loftespor", name]
    with click.Context(command) as context:
        command.parse_args(context, words[2:])
    assert "Example: " in run(name, "--help").output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme_or_the_docs(name: str) -> None:
    root = Path(__file__).resolve().parents[2]
    texts = [root / "README.md", root / "CHANGELOG.md"]
    assert any(f"{name}" in path.read_text(encoding="utf-8") for path in texts)


def test_run_says_what_was_read_and_found(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    result = run("run", str(documents), "--db", str(tmp_path / "c.db"), "--out", str(out), "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == str(out / "index.html")
    assert (out / "index.html").exists()
    assert "Read 1 files, 0 unchanged, 0 not read" in result.stderr


def test_a_second_run_does_nothing_twice(documents: Path, database: Path) -> None:
    before = run("export", "commitments", "--db", str(database)).stdout
    result = run("run", str(documents), "--db", str(database), "--no-report", "--jobs", "1")
    assert "Read 0 files, 1 unchanged" in result.stderr
    assert run("export", "commitments", "--db", str(database)).stdout == before


def test_a_revised_file_keeps_the_ids_of_what_did_not_change(documents: Path, database: Path) -> None:
    before = [json.loads(line) for line in run("export", "commitments", "--db", str(database)).stdout.splitlines()]
    revised = RESOLUTION.replace("30 km/t", "20 km/t").replace("Vi ser", "Mange ser")
    (documents / "resolusjon.txt").write_text(revised, encoding="utf-8")
    run("run", str(documents), "--db", str(database), "--no-report", "--jobs", "1")
    after = [json.loads(line) for line in run("export", "commitments", "--db", str(database)).stdout.splitlines()]
    assert len(before) == len(after) == 2
    assert before[0]["id"] == after[0]["id"]
    assert before[1]["id"] != after[1]["id"]


def test_commitments_have_place_and_words(database: Path) -> None:
    rows = [json.loads(line) for line in run("export", "commitments", "--db", str(database)).stdout.splitlines()]
    texts = {
        r["document"]: r["text"]
        for r in map(json.loads, run("export", "texts", "--db", str(database)).stdout.splitlines())
    }
    assert [row["locator"] for row in rows] == ["U3 linje 8", "U3 linje 9"]
    assert rows[0]["statement"] == "Bylyset vil bygge fortau langs alle skoleveier innen 2030"
    assert all(texts[row["document"]][row["start"] : row["end"]] == row["text"] for row in rows)


def test_search_and_show(database: Path) -> None:
    found = run("search", "fortau*", "--db", str(database)).stdout
    assert "bygge fortau" in found
    assert run("search", "fortau*", "--db", str(database), "--status", "adopted").stdout == ""
    shown = run("show", found.split()[0][:8], "--db", str(database))
    assert "status: not_assessed" in shown.stdout


def test_diff_tells_people_and_programs_what_changed(documents: Path, database: Path) -> None:
    newer = RESOLUTION.replace("innen 2030", "innen 2032").replace("senke fartsgrensen", "vurdere å senke fartsgrensen")
    (documents / "resolusjon-2.txt").write_text(newer, encoding="utf-8")
    run("run", str(documents), "--db", str(database), "--no-report", "--jobs", "1")
    command = ("diff", "resolusjon.txt", "resolusjon-2.txt", "--db", str(database))
    told = run(*command)
    assert told.exit_code == 0, told.output
    assert "omformulert 2 (svakere 2)" in told.stdout
    assert "bygge fortau langs alle skoleveier innen [-2030-] {+2032+}" in told.stdout
    assert "    – skal no berre greiast ut" in run(*command, "--lang", "nn").stdout
    rows = [json.loads(line) for line in run(*command, "--jsonl").stdout.splitlines()]
    assert [(row["change"], row["strength"]) for row in rows] == [("reworded", "weaker")] * 2
    assert rows[0]["reasons"][0] == {
        "rule": "deadline.later", "strength": "weaker", "testability": None, "old": "innen 2030", "new": "innen 2032",
        "nb": "fristen er utsatt: innen 2030 → innen 2032", "nn": "fristen er utsett: innen 2030 → innen 2032",
        "en": "the deadline is later: innen 2030 → innen 2032",
    }  # fmt: skip
    same = run("diff", "resolusjon.txt", "resolusjon.txt", "--db", str(database))
    assert (same.exit_code, "Both are the document" in same.stderr) == (14, True)


def test_diff_lists_what_was_kept_where_it_is_asked_for(documents: Path, database: Path) -> None:
    (documents / "resolusjon-2.txt").write_text(RESOLUTION.replace("Vi ser", "Mange ser"), encoding="utf-8")
    run("run", str(documents), "--db", str(database), "--no-report", "--jobs", "1")
    command = ("diff", "resolusjon.txt", "resolusjon-2.txt", "--db", str(database))
    assert "bygge fortau" not in run(*command).stdout
    assert "= U3 linje 8 → U3 linje 8\n    bygge fortau" in run(*command, "--kept").stdout


def test_excel_csv(database: Path) -> None:
    output = run("export", "commitments", "--db", str(database), "--format", "csv", "--csv", "excel").stdout_bytes
    assert output.startswith("\ufeff".encode())
    assert output.split(b"\r\n")[0].count(b";") > 10


def test_cite_reads_lines_of_json() -> None:
    line = json.dumps({"text": "Se Meld. St. 5 (2022–2023)."})
    [citation] = json.loads(run("cite", "--jsonl", stdin=line + "\n").stdout)["citations"]
    assert citation["id"] == "meld-st/2022-2023/5"
    assert run("cite", "--jsonl", stdin="ikke json\n").exit_code == 5


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("tom.txt", b"", 8, "empty"),
        ("skadet.pdf", b"%PDF-1.7\nnothing follows", 5, "skadet.pdf"),
        ("bilde.xyz", b"\x00\x01\x02", 7, "bilde.xyz"),
        ("ikke-word.docx", b"PK not a zip", 5, "ikke-word.docx"),
    ],
)
def test_one_bad_file_gives_its_own_status(tmp_path: Path, name: str, content: bytes, status: int, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("run", str(path), "--db", str(tmp_path / "c.db"), "--no-report", "--jobs", "1")
    assert result.exit_code == status, result.output
    assert words in result.stderr


def test_bad_files_among_good_ones_are_named_and_the_rest_goes_on(documents: Path, tmp_path: Path) -> None:
    (documents / "skadet.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    database = tmp_path / "c.db"
    result = run("run", str(documents), "--db", str(database), "--no-report", "--jobs", "1")
    assert result.exit_code == 15
    assert "skadet.pdf" in result.stderr
    assert len(run("export", "commitments", "--db", str(database)).stdout.splitlines()) == 2


def test_missing_and_empty_paths(tmp_path: Path) -> None:
    assert run("run", str(tmp_path / "mangler"), "--db", str(tmp_path / "c.db")).exit_code == 3
    (tmp_path / "tom").mkdir()
    assert run("run", str(tmp_path / "tom"), "--db", str(tmp_path / "c.db")).exit_code == 4
    assert run("export", "commitments", "--db", str(tmp_path / "mangler.db")).exit_code == 3


def test_a_database_of_somebody_else(documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_text("not a database " * 100, encoding="utf-8")
    assert run("run", str(documents), "--db", str(path)).exit_code == 10


def test_the_demo_runs_where_there_is_no_resource_module(tmp_path: Path) -> None:
    """As on Windows. The loss, no limit on memory, is said."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "resource.py").write_text("raise ImportError('no resource module here')\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(hidden)}
    command = [sys.executable, "-m", "loftespor", "demo", "--out", str(tmp_path / "report"), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("index.html")
    assert "memory" in done.stderr


def test_a_report_is_left_alone_while_it_is_whole_and_mended_when_it_is_not(documents: Path, tmp_path: Path) -> None:
    out, command = tmp_path / "report", ("run", str(documents), "--db", str(tmp_path / "c.db"), "--jobs", "1")
    assert run(*command, "--out", str(out)).exit_code == 0
    written = (out / "index.html").stat().st_mtime_ns
    run(*command, "--out", str(out))
    assert (out / "index.html").stat().st_mtime_ns == written
    (out / "metode.html").write_text("en fremmed tekst", encoding="utf-8")
    run(*command, "--out", str(out))
    assert "en fremmed tekst" not in (out / "metode.html").read_text(encoding="utf-8")


def test_input_that_is_no_utf8() -> None:
    result = CliRunner().invoke(main, ["cite"], input=b"\xff\xfe\x00")
    assert result.exit_code == 5
    assert "UTF-8" in result.stderr


def test_a_bad_path_among_good_ones_is_named_and_the_rest_goes_on(documents: Path, tmp_path: Path) -> None:
    database = tmp_path / "c.db"
    paths = (str(documents), str(tmp_path / "mangler.pdf"))
    result = run("run", *paths, "--db", str(database), "--no-report", "--jobs", "1")
    assert result.exit_code == 15
    assert "mangler.pdf" in result.stderr
    assert len(run("export", "commitments", "--db", str(database)).stdout.splitlines()) == 2


def test_names_that_are_no_text_and_files_without_a_document_are_named(documents: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(documents) + b"/\xff\xe5.txt")).write_text("Vi vil bygge tog.", encoding="utf-8")
    (documents / "tom.jsonl").write_bytes(b"")
    result = run("run", str(documents), "--db", str(tmp_path / "c.db"), "--no-report", "--jobs", "1")
    assert result.exit_code == 15
    assert "not UTF-8" in result.stderr
    assert "tom.jsonl" in result.stderr


def test_a_search_that_finds_nothing_says_so_and_a_mistyped_status_is_refused(database: Path) -> None:
    assert "Nothing was found" in run("search", "elefant", "--db", str(database)).stderr
    assert run("search", "fortau", "--db", str(database), "--status", "vedtat").exit_code == 2
    assert run("search", '"*"', "--db", str(database)).exit_code == 2
    assert run("report", "--db", str(database), "--out", str(database.parent / "r"), "--format", ",").exit_code == 2


def test_the_help_shows_its_examples_on_lines_of_their_own() -> None:
    assert "\nBegin with the packaged example:" in run("--help").output.replace("\n  ", "\n")
    assert "\\b" not in run("--help").output


def test_an_archive_is_read_drawn_from_and_copied_from_like_a_folder(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "examples" / "corpus" / "handlingsprogram-2026-2027.pdf"
    archive, database, image = tmp_path / "arkiv.zip", tmp_path / "corpus.db", tmp_path / "page.png"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(source, "saker/program.pdf")
        packed.writestr("resolusjon.txt", RESOLUTION)
        packed.writestr("../ute.txt", "Vi vil bygge tog.")
    result = run("run", str(archive), "--db", str(database), "--out", str(tmp_path / "report"), "--jobs", "1")
    assert result.exit_code == 15
    assert "'..'" in result.stderr
    copied = {path.name: path.read_bytes() for path in (tmp_path / "report" / "files").rglob("*.*")}
    assert copied == {"program.pdf": source.read_bytes(), "resolusjon.txt": RESOLUTION.encode()}
    for what in ((f"{archive}/saker/program.pdf",), ("program.pdf", "--db", str(database))):
        shown = run("show", *what, "--page", "2", "--image", str(image))
        assert shown.exit_code == 0, shown.output
    assert image.read_bytes().startswith(b"\x89PNG")
    archive.write_bytes(b"borte")
    gone = run("show", "program.pdf", "--db", str(database), "--page", "2", "--image", str(image))
    assert (gone.exit_code, "not a readable ZIP archive" in gone.stderr) == (5, True)
    whole = run("show", str(archive), "--page", "2", "--image", str(image))
    assert (whole.exit_code, "name a file in it" in whole.stderr) == (5, True)


def test_a_page_is_drawn_from_a_file_and_from_the_database(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "examples" / "corpus" / "handlingsprogram-2026-2027.pdf"
    database, image = tmp_path / "corpus.db", tmp_path / "page.png"
    assert run("ingest", str(source), "--db", str(database), "--jobs", "1").exit_code == 0
    drawn = []
    for what in ((str(source),), (source.name, "--db", str(database))):
        result = run("show", *what, "--page", "2", "--image", str(image))
        assert result.exit_code == 0, result.output
        assert result.stdout.strip() == str(image)
        drawn.append(image.read_bytes())
    assert drawn[0].startswith(b"\x89PNG")
    assert drawn[0] == drawn[1]
    assert run("show", source.name, "--page", "2").exit_code == 2
    assert run("show", "x", "--db", str(database), "--page", "1", "--image", str(image)).exit_code == 14


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """A folder with a PDF whose second page is a picture, and a note without pages."""
    folder = tmp_path / "scanned"
    folder.mkdir()

    def words(pen: Pen) -> None:
        pen.lines(60, 80, "Bylyset vil bygge fortau langs alle skoleveier i Vikbukta.")

    def picture(pen: Pen) -> None:
        pen.drawn.drawInlineImage(Image.new("RGB", (40, 60), "grey"), 50, 50, 500, 700)

    (folder / "plan.pdf").write_bytes(pdf(words, picture))
    (folder / "notat.md").write_text("# Skolevei\n\nVi vil bygge fortau.\n", encoding="utf-8")
    return folder


def test_accounts_are_data_on_stdout_also_of_what_was_read_before(scanned: Path, tmp_path: Path) -> None:
    command = ("ingest", str(scanned), "--db", str(tmp_path / "c.db"), "--jobs", "1")
    first = run(*command, "--account")
    assert first.exit_code == 0, first.output
    rows = [line.split("\t") for line in first.stdout.splitlines()]
    assert rows[0][:4] == ["document", "page", "characters", "in_text"]
    assert [(row[0], row[1], row[-1]) for row in rows[1:]] == [
        ("notat.md", "all", "no account: markdown files have no pages to count"),
        ("plan.pdf", "all", "picture: 2"),
        ("plan.pdf", "2", "picture"),
    ]
    assert rows[2][2:4] == ["50", "50"]
    again = run(*command, "--account")
    assert "0 files, 2 unchanged" in again.stderr
    assert again.stdout == first.stdout
    pages = [line.split("\t")[1] for line in run(*command, "--account-pages").stdout.splitlines()]
    assert pages == ["page", "all", "all", "1", "2"]
    assert run(*command).stdout == ""


def test_the_end_of_a_run_says_which_pages_are_pictures(scanned: Path, tmp_path: Path) -> None:
    result = run("run", str(scanned), "--db", str(tmp_path / "c.db"), "--no-report", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "plan.pdf: pictures without text: page 2" in result.stderr
    assert "tesseract-ocr-nor" in result.stderr


def test_accounts_change_no_exit_status_and_list_what_was_not_read(scanned: Path, tmp_path: Path) -> None:
    (scanned / "skadet.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    result = run("ingest", str(scanned), "--db", str(tmp_path / "c.db"), "--jobs", "1", "--account")
    assert result.exit_code == 15
    last = result.stdout.splitlines()[-1].split("\t")
    assert last[0].endswith("skadet.pdf")
    assert last[-1].startswith("not read: ")


PLAN = """Handlingsplan for skoleveier

Kommunen skal:

- bygge fortau langs alle skoleveier innen 2030
- senke fartsgrensen til 40 km/t rundt skolene
"""


def test_trace_tells_what_became_of_each_proposal_and_keeps_what_a_person_confirmed(
    documents: Path, tmp_path: Path
) -> None:
    (documents / "plan.txt").write_text(PLAN, encoding="utf-8")
    database = str(tmp_path / "corpus.db")
    result = run("run", str(documents), "--db", database, "--no-report", "--jobs", "1")
    assert "4 commitments (4 proposals, each counted once)" in result.stderr
    traced = run("trace", "resolusjon.txt", "plan.txt", "--db", database)
    assert traced.exit_code == 0, traced.output
    assert traced.stdout.splitlines()[:2] == [
        "resolusjon.txt: 2 proposals in 2 passages", "  in plan.txt: 1 taken up, 1 changed",
    ]  # fmt: skip
    assert "«senke fartsgrensen til 40 km/t rundt skolene»" in traced.stdout
    rows = [
        json.loads(line) for line in run("trace", "resolusjon", "plan", "--db", database, "--jsonl").stdout.splitlines()
    ]
    assert [(row["verdict"], row["state"]) for row in rows] == [("taken_up", "proposed"), ("changed", "proposed")]
    assert rows[0]["target_text"] == rows[0]["text"] == "bygge fortau langs alle skoleveier innen 2030"
    links = [json.loads(line) for line in run("export", "links", "--db", database).stdout.splitlines()]
    assert {row["id"] for row in links if row["kind"] == "carried_forward"} == {row["link"] for row in rows}


def test_trace_refuses_what_is_not_there_and_a_document_in_itself(database: Path) -> None:
    unknown = run("trace", "resolusjon.txt", "mangler.txt", "--db", str(database))
    assert unknown.exit_code != 0
    assert "No document is called 'mangler.txt'" in unknown.stderr
    assert run("trace", "resolusjon.txt", "resolusjon.txt", "--db", str(database)).exit_code == 2
    assert run("trace", "resolusjon.txt", "--db", str(database)).exit_code == 2


def annotated(tmp_path: Path, *texts: str) -> Path:
    """Annotations of the resolution, as a user writes them."""
    path = tmp_path / "mine.jsonl"
    rows = [{"doc": "resolusjon.txt", "text": text, "kind": "pledge", "form": "list"} for text in texts]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_own_annotations_are_evaluated_saved_and_compared(documents: Path, tmp_path: Path) -> None:
    first = "bygge fortau langs alle skoleveier innen 2030"
    command = ("evaluate", str(documents), "--jobs", "1", "--out", str(tmp_path / "feil.html"), "--save")
    gold = annotated(tmp_path, first, "senke fartsgrensen til 30 km/t rundt skolene")
    result = run(*command, str(tmp_path / "before.jsonl"), "--gold", str(gold))
    assert result.exit_code == 0, result.output
    assert "\nall                         2     0      0  100.0" in result.stdout
    assert "feil.html" in result.stderr
    assert "resolusjon" in (tmp_path / "feil.html").read_text(encoding="utf-8")
    (documents / "resolusjon.txt").write_text(RESOLUTION.replace("bygge fortau", "rive gjerder"), encoding="utf-8")
    result = run(
        *command, str(tmp_path / "after.jsonl"), "--gold", str(gold), "--errors",
        "--compare", str(tmp_path / "before.jsonl"),
    )  # fmt: skip
    assert f"MISSED resolusjon list pledge [-] {first}" in result.stdout
    assert f"lost: 1\n  - resolusjon [list] {first}" in result.stdout
    assert "newly found in vain: 1\n  - resolusjon [lead-in: vil] rive gjerder" in result.stdout
    rows = run("evaluate", str(documents), "--gold", str(gold), "--no-page", "--jsonl", "--jobs", "1").stdout
    whole = json.loads(rows.splitlines()[0])
    assert (whole["by"], whole["right"], whole["false"], whole["missed"]) == ("all", 1, 1, 1)
    assert whole["precision"][0] == 0.5


def test_frames_are_evaluated(documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "frames.jsonl"
    deadline = {"from": None, "to": "2030-12-31", "precision": "year"}
    row = {"doc": "resolusjon.txt", "text": "bygge fortau langs alle skoleveier innen 2030", "deadline": deadline}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = run("evaluate", str(documents), "--frames", str(path), "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1].split()[:3] == ["deadline", "1", "100.0"]


def test_evaluation_says_what_is_missing(documents: Path, tmp_path: Path) -> None:
    assert run("evaluate", str(documents)).exit_code == 3, "no gold/ folder, no --gold"
    gold = annotated(tmp_path, "bygge fortau")
    (tmp_path / "andre").mkdir()
    (tmp_path / "andre" / "notat.txt").write_text("Vi vil bygge tog.", encoding="utf-8")
    result = run("evaluate", str(tmp_path / "andre"), "--gold", str(gold), "--jobs", "1")
    assert (result.exit_code, "resolusjon" in result.stderr) == (4, True)
    result = run("evaluate", str(documents), str(tmp_path / "mangler"), "--gold", str(gold), "--no-page", "--jobs", "1")
    assert (result.exit_code, "mangler" in result.stderr) == (15, True)
    assert "missed" in result.stdout, "the rest is finished"
    (documents / "mer").mkdir()
    (documents / "mer" / "resolusjon.md").write_text("Vi vil bygge tog.", encoding="utf-8")
    result = run("evaluate", str(documents), "--gold", str(gold), "--no-page", "--jobs", "1")
    assert (result.exit_code, "both have the name resolusjon" in result.stderr) == (23, True)
    gold.write_text("ikke json\n", encoding="utf-8")
    assert run("evaluate", str(documents), "--gold", str(gold)).exit_code == 23
    (tmp_path / "data" / "gold").mkdir(parents=True)
    assert run("evaluate", str(tmp_path / "data"), "--only", "minutter").exit_code == 4
