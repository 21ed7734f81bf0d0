"""Search: words of strangers are words, never operators."""

import pytest

from loftespor.corpus.search import match_expression


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("helse", '{text statement} : "helse"'),
        ("helse*", '{text statement} : "helse" *'),
        ('"psykisk helse" rus', '{text statement} : "psykisk helse" AND {text statement} : "rus"'),
        ("NEAR(a b) OR stems:x", None),
        ('" * - ()', ""),
    ],
)
def test_a_query_holds_no_operators(query: str, expected: str | None) -> None:
    expression = match_expression(query)
    if expected is None:
        assert expression.count('"') == 2 * len(expression.split(" AND "))
    else:
        assert expression == expected
