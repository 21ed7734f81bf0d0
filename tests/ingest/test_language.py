"""Which written language a block is in."""

from pathlib import Path

import pytest

from loftespor.ingest import read_file
from loftespor.ingest.language import read_languages
from tests.conftest import SHARED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kommunen vil ikke øke avgiften, men bruke pengene på flere båtplasser.", "nb"),
        ("Kommunen vil ikkje auke avgifta, men nytte pengane på fleire båtplassar.", "nn"),
        ("Fylkesutvalet handsama saka og vedtok samrøystes tilrådinga frå utvalet.", "nn"),
        ("Formannskapet behandlet saken og vedtok enstemmig innstillingen fra utvalget.", "nb"),
        ("Høyringsfråsegn frå hovudutval for oppvekst", "nn"),
        ("Høringsuttalelse fra hovedutvalget for oppvekst", "nb"),
        # What both languages allow tells nothing.
        ("Arbeidet kan også bli ført gjennom planperioden", None),
        ("Rådet viser derfor til samtidig vedtak hos styret", None),
        ("Økonomien i kommunen, skolen og organisasjonen", None),
        ("Sak 12/24 Trafikkplan for sentrum", None),
    ],
)
def test_evidence(text: str, language: str | None) -> None:
    evidence = read_languages().evidence(text)
    assert ("nn" if evidence > 0 else "nb" if evidence < 0 else None) == language


def test_no_word_is_in_both_lists() -> None:
    languages = read_languages()
    assert not languages.nn & languages.nb
    assert len(languages.nn) > 200 < len(languages.nb)


def test_blocks_of_mixed_minutes(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.txt"
    path.write_text(
        "Møteprotokoll\n\n"
        "Utvalget behandlet saken i møtet og vedtok enstemmig å be rådmannen om en ny vurdering.\n\n"
        "Merknad frå Kari Nes: Kommunen må syte for at innbyggjarane ikkje vert ståande utan tilbod.\n\n"
        "Votering: 5 mot 4.\n\n"
        "Saken ble deretter sendt til kommunestyret, som ikke har behandlet den ennå, for endelig vedtak.\n",
        encoding="utf-8",
    )
    document = read_file(path)
    assert [block.language for block in document.blocks] == ["nb", "nb", "nn", "nn", "nb"]
    assert document.language == "nb"


@pytest.mark.shared
@pytest.mark.parametrize(("folder", "sign"), [("nob", -1), ("nno", 1)])
def test_sentences_of_the_treebank(folder: str, sign: int) -> None:
    languages = read_languages()
    told = right = sentences = 0
    for path in sorted((SHARED / "ndt" / folder).glob("*.conll")):
        for sentence in path.read_text(encoding="utf-8").split("\n\n"):
            text = " ".join(line.split("\t")[1] for line in sentence.splitlines() if "\t" in line)
            if len(text) < 30:
                continue
            evidence = languages.evidence(text)
            sentences += 1
            told += evidence != 0
            right += evidence * sign > 0
    assert right / told > 0.994
    assert told / sentences > 0.8
