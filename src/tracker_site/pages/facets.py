"""By what a list can be narrowed, how many there are of each, and where their list is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dataset.promises import PROMISES, promise_of
from tracker_site.pages.letters import NAMES_TAKEN_IN, letter_of
from tracker_site.pages.pagination import ROWS_A_PAGE
from tracker_site.pages.words import ASSURANCES_IN_ALL, NATURES, RESPONSES
from tracker_site.records.authority import Authority
from tracker_site.records.meeting import Meeting
from tracker_site.records.statuses import COMMON
from tracker_site.register.natures import nature_of
from tracker_site.status.standing import ActionStanding, Standing

LINKS_IN_A_GROUP = 25
"""A group with more values than these links to the page that lists them all."""

NOTICES: Mapping[str, str] = {"late": "Late", "quiet": "Gone quiet"}

UNANSWERED = "none-recorded"
"""The value of what has no response: none that was given is recorded."""

PLANNED = "action-plan"
"""The value of what has no response, and is answered by an action plan."""

_CLAIMS: Mapping[str, str] = {
    "notice=late": "open, and the due date has passed",
    "notice=quiet": "open, and nothing has been heard of them for a long time",
    "response=accepted": "those addressed accepted them",
    "response=accepted-in-principle": "those addressed accepted them in principle",
    "response=accepted-in-part": "those addressed accepted them in part",
    "response=alternative": "those addressed offered something else instead",
    "response=rejected": "those addressed rejected them",
    "response=noted": "those addressed noted them",
    "response=mixed": "their parts were not all answered alike",
    "response=action-plan": "an action plan answers them, and no other response that was given is recorded",
    "response=none-recorded": "no response that was given is recorded, and no action plan that answers them",
    "assurance=none": "nobody has said how far they have come",
    "assurance=reported": "how far they have come rests on the word of the council",
    "assurance=signed-off": "scrutiny itself accepted how far they have come",
    "promise=late": "open, and the due date has passed",
    "promise=dated": "open, with a due date",
    "promise=undated": "open, and nobody has said by when",
    "promise=standing": "to be done again and again until something closes them",
    "promise=done": "closed",
    "nature=promised": "promised",
    "nature=aim": "aimed at, and undertaken in no record",
    "nature=asked-for": "asked for",
    "nature=decided": "decided by the body that met",
    "nature=noted": "recorded at a meeting as something to be done, and promised in no record",
    "nature=reported": "work that was reported, and that no record says was promised or is part of an action plan",
    "assurance=confirmed": "an inspectorate or an independent body says how far they have come",
}
"""What is true of the things of a facet, where its label does not say enough."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: the ids of the things that have it, and the address of their list."""

    key: str
    label: str
    address: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which a list can be narrowed."""

    key: str
    label: str
    values: tuple[FacetValue, ...]
    is_short: bool = False
    """Whether its values are few and always the same."""
    index: Link | None = None
    """The page that lists all values."""

    def value(self, key: str) -> FacetValue | None:
        """Return a value by its key; none where nothing has it."""
        return next((value for value in self.values if value.key == key), None)


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet in a list of links, with the number of things that have it."""

    key: str
    label: str
    address: str
    number: int
    """How many have it in all: so long is the list that the link leads to."""
    within: int
    """How many of the list that the page shows have it."""
    is_current: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The links of one facet."""

    key: str
    label: str
    links: tuple[FacetLink, ...]
    is_short: bool
    index: Link | None
    """The page that lists all values, where there are too many to list them here."""

    @property
    def by_letter(self) -> tuple[tuple[str, tuple[FacetLink, ...]], ...]:
        """The links under the letters of their names, after that to all of them; without letters where they are few."""
        every, *named = self.links
        if len(named) <= NAMES_TAKEN_IN:
            return (("", self.links),)
        grouped = groupby(named, key=lambda link: letter_of(link.label))
        return (("", (every,)), *((letter, tuple(links)) for letter, links in grouped))


def recommendation_facets(guide: Guide) -> tuple[Facet, ...]:
    """Return by what recommendations can be narrowed."""
    standings = guide.standings.recommendations
    of = _Gatherer("recommendations/", guide.rank)
    authorities = of.values("authority", _authorities(guide), guide.authority_of)
    statuses = of.values("status", _statuses(), lambda id: standings[id].status.common.key)
    assurances = of.values("assurance", _assurances(of.folder), lambda id: standings[id].step.assurance, True)
    notices = of.values("notice", _named(of.folder, NOTICES), lambda id: _notices(standings[id]), True)
    answers = of.values("response", answers_in(of.folder), lambda id: _answer(guide, id))
    themes = of.values("theme", _themes(guide), lambda id: guide.recommendation(id).themes)
    origins = of.values("from", _origins(guide), lambda id: guide.recommendation(id).origin)
    considered = _considered_by_bodies(guide)
    bodies = of.values("body", _bodies(guide), lambda id: considered.get(id, ()))
    return (
        Facet("authority", "Council", authorities, index=Link("All councils", "authorities/")),
        Facet("status", "Status", statuses, is_short=True),
        Facet("assurance", "Who says so", assurances, is_short=True),
        Facet("notice", "Late or quiet", notices, is_short=True),
        Facet("response", "Response", answers, is_short=True),
        Facet("theme", "Theme", themes, index=Link("All themes", "themes/")),
        Facet("from", "Where it came from", origins, index=Link("All inspections", "inspections/")),
        Facet("body", "Considered by", bodies, index=Link("All councils and their bodies", "authorities/")),
    )


def action_facets(guide: Guide) -> tuple[Facet, ...]:
    """Return by what actions can be narrowed."""
    standings = guide.standings.actions
    of = _Gatherer("actions/", standings)
    authorities = of.values("authority", _authorities(guide), guide.authority_of)
    promises = of.values("promise", _promises(of.folder), lambda id: promise_of(guide, id), True)
    statuses = of.values("status", _statuses(), lambda id: standings[id].status.common.key)
    natures = of.values("nature", _natures(of.folder), lambda id: nature_of(guide.register, id))
    bodies = of.values("body", _bodies(guide), lambda id: _body_of(guide, standings[id]))
    return (
        Facet("promise", "What became of it", promises, is_short=True),
        Facet("authority", "Council", authorities, index=Link("All councils", "authorities/")),
        Facet("status", "Status", statuses, is_short=True),
        Facet("nature", "What it is", natures, is_short=True),
        Facet(
            "body",
            "Recorded at a meeting of",
            bodies,
            index=Link("All councils and their bodies", "authorities/"),
        ),
    )


def meeting_facets(guide: Guide) -> tuple[Facet, ...]:
    """Return by what meetings can be narrowed."""
    bodies_met = {meeting.id: meeting.body for meeting in guide.seen_of_kind(Meeting)}
    of = _Gatherer("meetings/", bodies_met)
    authorities = of.values("authority", _authorities(guide), guide.authority_of)
    bodies = of.values("body", _bodies(guide), bodies_met.__getitem__)
    return (
        Facet("authority", "Council", authorities, index=Link("All councils", "authorities/")),
        Facet("body", "Body", bodies, index=Link("All councils and their bodies", "authorities/")),
    )


def facet_groups(facets: Iterable[Facet], current: str = "") -> tuple[FacetGroup, ...]:
    """Return the links of all facets; `current` is the address of the list that a page shows."""
    every = tuple(facets)
    shown = next((value for facet in every for value in facet.values if value.address == current), None)
    return tuple(_group(facet, current, shown) for facet in every if facet.values)


def _group(facet: Facet, current: str, shown: FacetValue | None) -> FacetGroup:
    # Of its own facet all values count, for another may be taken in its place.
    within = frozenset(shown.ids) if shown and shown not in facet.values else None
    is_long = len(facet.values) > LINKS_IN_A_GROUP and facet.index is not None
    listed = [value for value in facet.values if not is_long or value.address == current]
    return FacetGroup(
        facet.key,
        facet.label,
        tuple(
            FacetLink(
                value.key,
                value.label,
                value.address,
                len(value.ids),
                len(value.ids) if within is None else len(within.intersection(value.ids)),
                value.address == current,
            )
            for value in listed
        ),
        facet.is_short,
        facet.index if is_long else None,
    )


def claim(facet: Facet, value: FacetValue) -> str:
    """Return what is true of the things that have a value, for the middle of a sentence."""
    return _CLAIMS.get(f"{facet.key}={value.key}", f"{facet.label.lower()}: {value.label}")


_Named = Iterator[tuple[str, str, str]]
"""Values with their keys, labels and the addresses of their pages."""


@dataclass(frozen=True, slots=True)
class _Gatherer:
    """Gathers things of one kind under the values of facets."""

    folder: str
    ids: Iterable[str]

    def values(
        self,
        facet: str,
        named: _Named,
        values_of: Callable[[str], str | tuple[str, ...] | None],
        keeps_empty: bool = False,
    ) -> tuple[FacetValue, ...]:
        """Return the values that something has; all of them where the page of each is a list of this kind."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for id in self.ids:
            values = values_of(id)
            for value in (values,) if isinstance(values, str) else values or ():
                found[value].append(id)
        return tuple(
            FacetValue(key, label, self._address(facet, key, page, len(found[key])), tuple(found[key]))
            for key, label, page in named
            if found[key] or keeps_empty
        )

    def _address(self, facet: str, key: str, page: str, number: int) -> str:
        """Return where the complete list is: on the page of the value itself while it has room for it."""
        is_list = page.startswith(self.folder)
        return page if is_list or number <= ROWS_A_PAGE else f"{self.folder}{facet}/{key}/"


def _named(folder: str, labels: Mapping[str, str]) -> _Named:
    return ((key, label, f"{folder}{key}/") for key, label in labels.items())


def _promises(folder: str) -> _Named:
    return _named(folder, {key: heading for key, (heading, _) in PROMISES.items()})


def answers_in(folder: str) -> _Named:
    """Yield each response, and that none is recorded, with the address of its list below a folder."""
    labels = {**RESPONSES, PLANNED: "An action plan alone", UNANSWERED: "None recorded"}
    return _named(f"{folder}response/", labels)


def _answer(guide: Guide, id: str) -> str:
    unanswered = PLANNED if guide.accounts.is_answered(id) else UNANSWERED
    return guide.standings.recommendations[id].response or unanswered


def _assurances(folder: str) -> _Named:
    return _named(f"{folder}assurance/", ASSURANCES_IN_ALL)


def _natures(folder: str) -> _Named:
    return _named(f"{folder}nature/", NATURES)


def _statuses() -> _Named:
    return ((key, common.label, f"status/{key}/") for key, common in reversed(COMMON.items()))


def _themes(guide: Guide) -> _Named:
    return ((key, label, f"themes/{key}/") for key, label in guide.site.themes.items())


def _authorities(guide: Guide) -> _Named:
    councils = sorted(guide.seen_of_kind(Authority), key=lambda one: one.name)
    return ((one.id, one.name, guide.address(one.id)) for one in councils)


def _bodies(guide: Guide) -> _Named:
    for council in sorted(guide.seen_of_kind(Authority), key=lambda one: one.name):
        for body in council.bodies:
            reference = f"{council.id}/{body.key}"
            yield reference, f"{body.name}, {council.name}", guide.address(reference)


def _origins(guide: Guide) -> _Named:
    origins = {one.origin for one in guide.in_order}
    newest = sorted(origins, key=lambda id: (guide.register.days[id], id), reverse=True)
    # What is known of a recommendation may be seen before what it came from.
    return ((id, guide.title(id), guide.address(id)) for id in newest if guide.is_seen(id))


def _notices(standing: Standing) -> tuple[str, ...]:
    return tuple(key for key, claim in (("late", standing.late), ("quiet", standing.quiet)) if claim)


def _body_of(guide: Guide, action: ActionStanding) -> str | None:
    record = guide.register.records.by_id[action.record]
    return record.body if isinstance(record, Meeting) else None


def _considered_by_bodies(guide: Guide) -> dict[str, tuple[str, ...]]:
    """Return which bodies dealt with each recommendation or made it."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for meeting in guide.seen_of_kind(Meeting):
        for id in guide.register.made_by.get(meeting.id, ()):
            found[id][meeting.body] = None
        for standing in guide.dealt_with.get(meeting.id, ()):
            found[standing.id][meeting.body] = None
    return {id: tuple(bodies) for id, bodies in found.items()}
