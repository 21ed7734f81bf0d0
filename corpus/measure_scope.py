"""Whose a plan without an owner is: 'handlingsplan 2024–2027' of two municipalities is two plans.

Such a name is that of its document alone, or of its document's municipality; then its key has that behind '@', and
counts as the name of an owner. What can be told apart otherwise ('nasjonal …', 'opptrappingsplan …') keeps its key.
"""

from loftespor.corpus.measure_names import PROPOSED, read_name
from loftespor.corpus.rows import Row
from loftespor.extract.citation.slug import slug

# Kinds of plans that every body has; without an owner they are those of the paper they stand in.
_ANYBODYS = frozenset(
    [
        "plan",
        "strategi",
        "program",
        "handlingsplan",
        "handlingsprogram",
        "strategiplan",
        "tiltaksplan",
        "årsplan",
        "virksomhetsplan",
        "verksemdsplan",
        "aktivitetsplan",
        "hms-handlingsplan",
        "temaplan",
        "prosjektplan",
        "utviklingsplan",
    ]
)
_ALWAYS_ANYBODYS = frozenset({"planprogram", "prosjektplan", "fremdriftsplan", "framdriftsplan", "aktivitetsplan"})
# Kinds that only the state has, or that say that they are the nation's.
_NATIONAL = frozenset({"opptrappingsplan", "langtidsplan", "nasjonal", "regjering", "stat"})
_BARE = frozenset({"plan", "strategi", "program", "programm"})


def scope(cited: list[Row]) -> list[Row]:
    """The mentions with the keys under which they are gathered: those of names that are many bodies' with a scope."""
    municipalities = {place_slug(row["municipality"]) for row in cited} - {None}
    kinds = {key: _kind(key) for key in {row["own_measure"] for row in cited}}
    return [row | {"own_measure": _scoped(row, kinds[row["own_measure"]], len(municipalities))} for row in cited]


def place_slug(municipality: str | None) -> str | None:
    """A municipality as it stands in ids."""
    return slug(municipality.removesuffix(" kommune")) if municipality else None


def _kind(key: str) -> str:
    """'one' for what has an owner, a number or a name of its own, 'anybodys' or 'local' for plans that have not."""
    if not key.startswith("plan/?/"):
        return "one"
    name = read_name(key)
    if not name.stems or not _is_kind_of_plan(name.stems[0]) or name.stems[0] in _NATIONAL:
        return "one"
    head = name.stems[0].replace("programm", "program")
    if head in _ALWAYS_ANYBODYS or (head in _ANYBODYS and len(name.stems) == 1):
        return "anybodys"
    return "anybodys" if name.proposed and head in _BARE else "local"


def _is_kind_of_plan(stem: str) -> bool:
    return stem.endswith(("plan", "strategi", "program", "programm"))


def _scoped(row: Row, kind: str, municipalities: int) -> str:
    """The key of a mention. Where a corpus has papers of one municipality alone, or says of none, it is that of all."""
    key: str = row["own_measure"]
    place = place_slug(row["municipality"])
    if kind == "anybodys":
        where = row["document_name"]
    elif kind == "local" and municipalities > 1 and place:
        where = place
    else:
        return key
    plain = key.removesuffix(PROPOSED)
    return f"{plain}@{where}{PROPOSED if plain != key else ''}"
