"""Assess: every commitment's status by the rules, with the evidence of each stated value.

For each axis the rules are tried on every fact; of those that fire, settled own words come before the case, then
the newest date, then the rule's rank. What no rule gives is `no_evidence` where something was searched, else
`not_assessed`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from sqlite_utils import Database

from loftespor.corpus.linking import linking_version
from loftespor.corpus.material import Material, Stated
from loftespor.corpus.reading import Progress
from loftespor.corpus.reviews import read_alike
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.runs import done_version, is_done, mark_done
from loftespor.corpus.status_history import History
from loftespor.corpus.versions import stage_version
from loftespor.rules.facts import Fact, Facts, disagreement
from loftespor.rules.headline import headline
from loftespor.rules.quotes import Quotes
from loftespor.rules.reviewed import Given, People, Reviewed
from loftespor.rules.rule import Rule, rules_of
from loftespor.rules.searched import Searches
from loftespor.rules.stations import stations, stopped_at
from loftespor.rules.status import Evidence, Status

AXES = ("decision", "funding", "implementation")


def assess(db: Database, *, today: date, run: int) -> Iterator[Progress]:
    """Judge the whole corpus, unless nothing the statuses depend on has changed."""
    version = _version(db, today)
    if is_done(db, "*", "assess", version):
        return
    with db.atomic():
        material = Material(db)
        judge = Judge(db, material, Reviewed(db))
        history = History(db, today=today, run=run)
        db.execute("DELETE FROM statuses")
        rows = []
        for stated in material.commitments:
            row = _row(judge.status(stated))
            rows.append(row | history.since(row))
            yield Progress(stated.source.name, len(material.commitments))
        db.table("statuses").insert_all(rows)
        history.store()
        db.execute("DELETE FROM searches")
        db.table("searches").insert_all(judge.searches.rows(), replace=True)
        mark_done(db, "*", "assess", version, run=run)


def _version(db: Database, today: date) -> str:
    reviews = db.execute("SELECT count(*), max(id) FROM reviews").fetchone()
    parts = (done_version(db, "*", "link"), linking_version(db), stage_version("rules"), today, reviews)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


class Judge:
    """Applies the rules to one commitment at a time."""

    def __init__(self, db: Database, material: Material, reviewed: Reviewed) -> None:
        self._reviewed = reviewed
        self._facts = Facts(material)
        self._quotes = Quotes(db)
        self._links: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in db.query("SELECT * FROM links WHERE state != 'rejected' ORDER BY score DESC, id"):
            self._links[row["commitment"], row["document"]].append(row)
        self.searches = Searches(material)

    def status(self, stated: Stated) -> Status:
        """The status of a commitment as it stands in one document."""
        facts = list(self._facts.of(stated, self._links[stated.id, stated.source.id]))
        people = self._reviewed.of((stated.id, stated.source.id))
        all_fired = {axis: self._unrefused(_fired(facts, axis), people.refused(axis)) for axis in AXES}
        done = _strongest(all_fired["implementation"])
        disagreeing = disagreement(done and done[1], (fact for _, fact in all_fired["implementation"]))
        fired = {axis: _strongest(found) for axis, found in all_fired.items()}
        doubt = _strongest(_fired([*facts, *disagreeing], "documentation"))
        given = self._given(stated, fired, people)
        documentation = _documentation(doubt, people.documentation(given))
        evidence = tuple(self._all_evidence(fired | {"documentation": doubt}, given, people))
        line = stations(stated.role, facts, evidence)
        return Status(
            commitment=stated.id, document=stated.source.id, **given.values, documentation=documentation,
            decision_form=_form(fired["decision"]) if given.values["decision"] == given.machine["decision"] else None,
            headline=headline(**given.values, documentation=documentation), evidence=evidence,
            searched=tuple(self.searches.of(stated, axis) for axis in AXES if fired[axis] is None),
            stations=line, stopped_at=stopped_at(line),
        )  # fmt: skip

    def _unrefused(self, fired: "list[Fired]", refused: frozenset[str]) -> "list[Fired]":
        """What fired without what stands only on passages that a person refused."""
        if not refused:
            return fired
        return [pair for pair in fired if not refused.issuperset(map(self._read, pair[1].quotes))]

    def _read(self, quote: tuple[str, int, int]) -> str:
        return read_alike(self._quotes.quote(*quote)[0])

    def _given(self, stated: Stated, fired: "dict[str, Fired | None]", people: People) -> Given:
        machine = {axis: self._value(stated, axis, fired[axis]) for axis in AXES}
        values = {axis: people.values().get(axis, machine[axis]) for axis in AXES}
        items = {axis: (pair[1].item.table, pair[1].item.id) for axis, pair in fired.items() if pair}
        return Given(machine, values, items)

    def _all_evidence(self, fired: "dict[str, Fired | None]", given: Given, people: People) -> Iterator[Evidence]:
        """The evidence of rules where their value stands, and that of values which people set."""
        yield from people.quotes()
        for axis, pair in fired.items():
            if axis not in AXES or given.values[axis] == given.machine[axis]:
                yield from self._evidence(axis, pair)

    def _value(self, stated: Stated, axis: str, fired: "Fired | None") -> str:
        return _given(fired) or ("no_evidence" if self.searches.of(stated, axis).search else "not_assessed")

    def _evidence(self, axis: str, fired: "Fired | None") -> Iterator[Evidence]:
        if fired is None:
            return
        rule, fact = fired
        for document, start, end in fact.quotes:
            quote, page = self._quotes.quote(document, start, end)
            yield Evidence(
                axis, rule.value_of(fact.fields), document, page, start, end, quote, fact.date, rule.id,
                dict(rule.sentence),
            )  # fmt: skip


Fired = tuple[Rule, Fact]


def _fired(facts: Iterable[Fact], axis: str) -> list[Fired]:
    return [(rule, fact) for fact in facts for rule in rules_of(axis) if rule.fires(fact.fields)]


def _strongest(fired: list[Fired]) -> Fired | None:
    return max(fired, key=lambda pair: _strength(*pair), default=None)


# Of one sentence that says both that a step was taken and that it is done, the second counts.
_REACH = {"partly_implemented": 3, "implemented": 2, "in_progress": 1}


def _strength(rule: Rule, fact: Fact) -> tuple[object, ...]:
    fields = fact.fields
    reach = _REACH.get(rule.value_of(fields), 0)
    return (fact.order, fact.date or date.min, rule.rank, round(fields.get("score", 0), 2), reach, fact.item.id)


def _given(fired: Fired | None) -> str | None:
    return fired[0].value_of(fired[1].fields) if fired else None


def _documentation(doubt: Fired | None, by_people: Iterable[tuple[int, str]]) -> str:
    """Of what rules find and what people say, the value whose rule has the highest rank."""
    found = [(doubt[0].rank, doubt[0].value_of(doubt[1].fields))] if doubt else []
    return max([*found, *by_people], default=(0, "proposed"))[1]


def _form(fired: Fired | None) -> str | None:
    return fired[1].fields.get("form") if fired else None


def _row(status: Status) -> Row:
    return {
        "commitment": status.commitment, "document": status.document, "decision": status.decision,
        "decision_form": status.decision_form, "funding": status.funding, "implementation": status.implementation,
        "documentation": status.documentation, "headline": status.headline, "stations": to_json(status.stations),
        "stopped_at": status.stopped_at, "conduct": to_json([]), "evidence": to_json(status.evidence),
        "searched": to_json(status.searched),
    }  # fmt: skip
