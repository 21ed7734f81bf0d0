"""The page of an evaluation: whole, harmless, and usable with a keyboard."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from loftespor.errors import ForeignReportError
from loftespor.evaluation.comparison import compare, saved
from loftespor.reports.evaluation import write_evaluation
from tests.evaluation.builders import PASSAGES, evaluated, line

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=4000", "--dump-dom")
# What a person does: goes to the first card with j, answers 2, goes on, answers 3 and takes it back, filters.
HANDS = """<script>
const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
for (const key of ["j", "2", "j", "3", "0"]) { press(key); }
const note = document.querySelector("article.card input[name=note]");
note.value = "Fasiten mangler <dette>.";
note.dispatchEvent(new Event("change", { bubbles: true }));
const judged = document.getElementById("f-judged");
judged.value = "yes";
judged.dispatchEvent(new Event("change", { bubbles: true }));
URL.createObjectURL = (blob) => {
  blob.text().then((text) => { document.body.dataset.saved = text; });
  return "about:blank";
};
HTMLAnchorElement.prototype.click = () => {};
document.getElementById("lagre").click();
</script></body>"""


def parsed(text: str) -> Any:
    """The page as a tree; what a path gives depends on the path."""
    return fromstring(text)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    rows = [line(*PASSAGES[0]), line(PASSAGES[2][0], "sentence", "pledge"), line("Elevene venter.", "sentence")]
    evaluation = evaluated(tmp_path, rows)
    before = [saved(case) for case in evaluation.cases if case.result != "false"]
    changes = compare(before, [saved(case) for case in evaluation.cases])
    return write_evaluation(tmp_path / "evaluation.html", [evaluation], changes, lang="nb")


def test_every_error_stands_on_the_page_in_its_context(page: Path) -> None:
    tree = parsed(page.read_text(encoding="utf-8"))
    cards = tree.xpath("//article")
    assert [card.get("data-result") for card in cards] == ["kind", "missed", "false", "false", "false"]
    missed = cards[1]
    assert missed.xpath("string(.//mark)") == "Elevene venter."
    assert "Derfor må kommunen bygge en ny skole i Sollia." in missed.xpath("string(.//blockquote)")
    assert missed.xpath("string(p[@class='section'])") == "Oppvekst"
    assert "sentence: må" in cards[0].xpath("string(.//dl)")
    assert [option.text for option in tree.xpath("//select[@name='kind']/option")] == ["alle", "krav", "løfte"]
    assert len(tree.xpath("//ul[@class='changes']/li")) == 3
    for link in tree.xpath("//ul[@class='changes']//a/@href"):
        assert tree.xpath(f"//*[@id='{link[1:]}']"), "a link leads to a card that is there"


def test_what_documents_say_stays_text_and_nothing_is_fetched(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;åpne&lt;/b&gt;" in text
    assert "<b>" not in text
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import|fetch\(|XMLHttpRequest""", text)
    assert "default-src 'none'" in text
    assert "unsafe-inline" not in text


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_other_languages(tmp_path: Path, lang: str) -> None:
    evaluation = evaluated(tmp_path, [line(*PASSAGES[0])])
    text = write_evaluation(tmp_path / "e.html", [evaluation], None, lang=lang).read_text(encoding="utf-8")
    assert {"nn": "Kven har rett?", "en": "Who is right?"}[lang] in text
    assert "Hvem har rett?" not in text


def test_a_page_is_written_again_and_a_file_of_somebody_else_is_left_alone(page: Path, tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, [line(*PASSAGES[0])])
    write_evaluation(page, [evaluation], None, lang="nb")
    page.write_text("<p>min egen</p>", encoding="utf-8")
    with pytest.raises(ForeignReportError):
        write_evaluation(page, [evaluation], None, lang="nb")
    assert page.read_text(encoding="utf-8") == "<p>min egen</p>"


@pytest.mark.browser
def test_answers_are_given_by_keys_kept_filtered_and_saved(page: Path, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    assert chromium is not None
    # The page allows no script but its own; the hands of the test are let in.
    text = re.sub(r"<meta http-equiv=[^>]*>", "", page.read_text(encoding="utf-8")).replace("</body>", HANDS)
    page.write_text(text, encoding="utf-8")
    command = [chromium, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
    dom = parsed(subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout)
    assert dom.xpath("string(//p[@id='antall'])") == "1 av 5 feil vises, 1 har svar"
    assert [card.get("data-result") for card in dom.xpath("//article[not(@hidden)]")] == ["kind"]
    [saved_line] = dom.xpath("//body/@data-saved")
    assert '"verdict":"wrong_gold","note":"Fasiten mangler <dette>."' in saved_line
    assert '"doc":"program","page":null,"result":"kind"' in saved_line


@pytest.mark.browser
def test_the_page_runs_its_own_script_under_its_own_policy(page: Path, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    assert chromium is not None
    command = [chromium, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
    environment = os.environ | {"LANG": "C.UTF-8"}
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=environment).stdout
    assert "5 av 5 feil vises, 0 har svar" in dom
