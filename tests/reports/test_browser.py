import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=4000", "--dump-dom",
)  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and not os.environ.get("LOFTESPOR_TEST_ALL"):
        pytest.skip("chromium is not installed")
    assert found is not None, "chromium is not installed, and LOFTESPOR_TEST_ALL asks for every test"
    return found


def body(chromium: str, page: Path, address: str, profile: Path) -> str:
    """The page as the browser has built it with its scripts, opened from the file."""
    url = f"{page.as_uri()}{address}"
    done = subprocess.run(
        [chromium, *QUIET, f"--user-data-dir={profile}", url], capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout


def rows(dom: str) -> list[str]:
    table = dom[dom.index('<table id="matrise"') :]
    return re.findall(r'<th scope="row"><a href="punkt/(\w+)\.html"', table)


@pytest.mark.parametrize(
    ("address", "found", "count"),
    [
        pytest.param("", ["c1", "c6", "c2", "c8", "c5", "c4", "c7", "c3"], "Alle 8 punkter", id="all"),
        pytest.param("#decision=rejected,answered", ["c2", "c3"], "2 av 8 punkter", id="two values"),
        pytest.param("#decision=adopted&stopped=none", ["c1", "c5"], "2 av 8 punkter", id="two filters"),
        pytest.param("#who=SV;+Ap", ["c4"], "1 av 8 punkter", id="a name with a comma"),
        pytest.param("#outvoted=yes&q=BYBANE", ["c3"], "1 av 8 punkter", id="a filter and a search"),
        pytest.param("#decision=unheard", [], "0 av 8 punkter", id="a value that does not occur"),
    ],
)
def test_filters_in_the_address(
    chromium: str, report: Path, tmp_path: Path, address: str, found: list[str], count: str
) -> None:
    dom = body(chromium, report / "index.html", address, tmp_path / "profile")
    assert rows(dom) == found
    assert count in dom
    assert "<script>alert" not in dom, "the text of a stranger stays text"
