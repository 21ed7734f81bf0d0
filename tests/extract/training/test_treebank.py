"""The treebank as it lies on disk, and what becomes of its words."""

from pathlib import Path

import pytest

from loftespor.errors import MissingPathError, UnreadableFileError
from loftespor.extract.training.spacing import spaces_after
from loftespor.extract.training.tags import words_of
from loftespor.extract.training.treebank import Row, read_treebank
from tests.extract.training.sentences import sentence


def write(folder: Path, language: str, name: str, *sentences: tuple[Row, ...]) -> None:
    (folder / language).mkdir(parents=True, exist_ok=True)
    chunks = []
    for rows in sentences:
        lines = [
            f"{n}\t{row.form}\t{row.lemma}\t{row.pos}\t{row.pos}\t{'|'.join(row.features) or '_'}\t{row.head}"
            f"\t{row.relation}\t_\tname={row.entity}"
            for n, row in enumerate(rows, 1)
        ]
        chunks.append("\n".join(lines))
    (folder / language / f"{name}.conll").write_text("\n\n".join(chunks) + "\n\n", encoding="utf-8")


def test_files_are_read_sentence_by_sentence(tmp_path: Path) -> None:
    write(tmp_path, "nob", "ap001_0000", sentence(), sentence())
    write(tmp_path, "nno", "dot001_0000", sentence())
    sources = list(read_treebank(tmp_path))
    assert [(source.name, source.language, source.genre, len(source.sentences)) for source in sources] == [
        ("ap001_0000", "nb", "ap", 2), ("dot001_0000", "nn", "dot", 1)
    ]  # fmt: skip
    assert sources[0].sentences[0] == sentence()


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ap012_0002", "train"), ("ap012_0003", "dev"), ("ap014_0002", "dev"), ("ap014_0003", "test"),
        ("blogg-bm003_0000", "train"), ("sp-bm002_0000", "dev"), ("sp-bm003_0001", "test"), ("db001a_0000", "train"),
    ],
)  # fmt: skip
def test_parts_of_bokmaal_go_by_series(tmp_path: Path, name: str, part: str) -> None:
    write(tmp_path, "nob", name, sentence())
    write(tmp_path, "nno", "dot001_0000", sentence())
    assert next(read_treebank(tmp_path)).part == part


def test_parts_of_nynorsk_go_by_the_last_digit_of_the_place(tmp_path: Path) -> None:
    write(tmp_path, "nob", "ap001_0000", sentence())
    for n in range(12):
        write(tmp_path, "nno", f"dot0{n:02}_0000", sentence())
    parts = [source.part for source in read_treebank(tmp_path)][1:]
    assert parts == ["train"] * 8 + ["dev", "test"] + ["train"] * 2


def test_a_missing_treebank_and_a_damaged_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="nob"):
        list(read_treebank(tmp_path))
    write(tmp_path, "nob", "ap001_0000", sentence())
    (tmp_path / "nob" / "ap001_0000.conll").write_text("1\tLam\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="ap001_0000"):
        list(read_treebank(tmp_path))


def test_words_get_the_names_of_universal_dependencies() -> None:
    words = words_of(sentence())
    assert [(word.form, word.pos, word.relation, word.head) for word in words] == [
        ("Sollia", "PROPN", "nsubj", 1),
        ("skal", "AUX", "ROOT", 1),
        ("bygge", "VERB", "aux:verb", 1),
        ("fire", "NUM", "det", 4),
        ("hus", "NOUN", "obj", 2),
        ("i", "ADP", "advmod", 2),
        ("år", "NOUN", "nmod", 5),
        (".", "PUNCT", "punct", 1),
    ]
    assert words[1].features == "Mood=Ind|Tense=Pres|VerbForm=Fin"
    assert words[4].features == "Definite=Ind|Gender=Neut|Number=Plur"
    assert (words[0].entity, words[-1].lemma) == ("B-GPE", ".")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi bygger, og river.", ["Vi", "bygger", ",", "og", "river", "."]),
        ("Hun sa: «Ja!»", ["Hun", "sa", ":", "«", "Ja", "!", "»"]),
        ('Planen "Trygg by" (2019) er god.', ["Planen", '"', "Trygg", "by", '"', "(", "2019", ")", "er", "god", "."]),
        ("HIV/AIDS - en fare", ["HIV", "/", "AIDS", "-", "en", "fare"]),
        ('Slutt"', ["Slutt", '"']),
    ],
)
def test_white_space_is_put_back(text: str, words: list[str]) -> None:
    spaces = spaces_after(words)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)).rstrip() == text
