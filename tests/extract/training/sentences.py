"""A sentence as the treebank has it, written for the tests."""

from loftespor.extract.training.treebank import Row


def sentence() -> tuple[Row, ...]:
    """'Sollia skal bygge fire hus i år.'"""
    return (
        Row("Sollia", "Sollia", "subst", ("prop",), 2, "SUBJ", "B-GPE_ORG"),
        Row("skal", "skulle", "verb", ("pres",), 0, "FINV", "O"),
        Row("bygge", "bygge", "verb", ("inf",), 2, "INFV", "O"),
        Row("fire", "fire", "det", ("fl", "kvant"), 5, "DET", "O"),
        Row("hus", "hus", "subst", ("appell", "nøyt", "ub", "fl"), 3, "DOBJ", "O"),
        Row("i", "i", "prep", (), 3, "ADV", "O"),
        Row("år", "år", "subst", ("appell", "nøyt", "ub", "ent"), 6, "PUTFYLL", "O"),
        Row(".", "$.", "clb", ("<punkt>",), 2, "IP", "O"),
    )
