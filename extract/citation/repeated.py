"""Sections named again without their act: 'etter pbl. § 19-2 … Vilkårene i § 19-2 er oppfylt'."""

import re
from dataclasses import dataclass, field, replace

from loftespor.extract.citation.section import Places
from loftespor.extract.citation.source import ActMention

# A plain '§ 3' may be the paper's own; '§ 19-2' is the same section in a whole paper.
_NEAR, _FAR = 300, 6000
_SEGMENT = re.compile(r"/(?P<number>§[^/.]+)")


@dataclass(slots=True)
class Repeated:
    """The sections that were named with their act so far: for each number the acts and where they last stood."""

    seen: dict[str, dict[str, tuple[ActMention, int]]] = field(default_factory=dict)

    def learn(self, act: ActMention, places: Places) -> None:
        """Remember the sections of a list that was bound to a named act."""
        if act.id is None or "?" in act.id:
            return
        for place in places.places:
            if number := _SEGMENT.match(place.path):
                self.seen.setdefault(number["number"], {})[act.id] = (act, place.end)

    def act_of(self, places: Places, *, own: bool) -> ActMention | None:
        """The one act with which the first section was named before; `own` when the text has sections of its own."""
        first = places.places[0].path
        if own and (len(places.places) > 1 or ".." in first):
            return None
        number = _SEGMENT.match(first)
        acts = self.seen.get(number["number"], {}) if number else {}
        if number is None or len(acts) != 1:
            return None
        ((act, end),) = acts.values()
        reach = _FAR if "-" in number["number"] and not own else _NEAR
        if places.start - end > reach:
            return None
        return replace(act, start=places.start, end=places.start, rule="own", flags=("inherited_act",))
