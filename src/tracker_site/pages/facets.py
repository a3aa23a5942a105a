"""By what a list can be narrowed, how many entities have each value, and where the list of a value is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Generic, TypeVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Followed, Meeting, Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref, page_link
from tracker_site.dataset.promises import PROMISES
from tracker_site.labels import ASSURANCES_IN_ALL, NATURES, NOTICES, RESPONSES, as_part_of
from tracker_site.pages.pagination import NAMES_TAKEN_IN, ROWS_A_PAGE, letter_of
from tracker_site.records.meeting import Meeting as MeetingRecord
from tracker_site.records.statuses import COMMON

Row = TypeVar("Row")
Choices = Iterable[tuple[str, str, str]]
"""The values that a facet may have: the key of each, its label and the address of its page."""

LINKS_IN_A_GROUP = 25
"""A group with more values than these links to the page that lists them all."""

_ANSWERS: Mapping[str, str] = {
    **RESPONSES,
    "action-plan": "An action plan alone",
    "none-recorded": "None recorded",
}
"""The responses, and the two values of what has none: an action plan answers it, or nothing does."""

_COUNCILS = page_link("All councils", "authorities/")
_BODIES = page_link("All councils and their bodies", "authorities/")

_CLAIMS: Mapping[str, str] = {
    "notice=late": "open, and the due date has passed",
    "notice=quiet": "open, and their last dated record here is old",
    "notice=no-dated-record": "open, and no record of them is dated",
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
"""What is true of the entities of a facet, where its label does not say enough."""


_AS_PART = "-as-part"
"""What the key of who says so ends with, where they said it only of a whole."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many entities have it, and the address of their list."""

    key: str
    label: str
    address: str
    number: int
    claim: str = ""
    """What is true of them, for the middle of a sentence."""
    ids: tuple[str, ...] = field(default=(), compare=False)
    """Those of the entities; a page that shows the number does not differ where only these do."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which a list can be narrowed."""

    key: str
    label: str
    values: tuple[FacetValue, ...]
    is_short: bool = False
    """Whether its values are few and always the same."""
    index: Ref | None = None
    """The page that lists all values."""
    current: str = ""
    """The address of the list beside which it stands, where that takes no script."""

    def links(self, current: str | None) -> tuple[FacetValue, ...]:
        """Return the values to link to from the list at an address: all, or of too many only that list's own."""
        is_long = len(self.values) > LINKS_IN_A_GROUP and self.index is not None
        return tuple(value for value in self.values if not is_long or value.address == current)

    @property
    def by_letter(self) -> tuple[tuple[str, tuple[FacetValue, ...]], ...]:
        """The values under the letters of their names, after the first, which is all of them.

        Of very many, the list of one leads to that of all alone: else each of their pages would name every other.
        """
        every, *named = self.values
        if len(named) <= NAMES_TAKEN_IN:
            return (("", self.values),)
        if self.current != every.address:
            return (("", (every, *(value for value in named if value.address == self.current))),)
        grouped = groupby(named, key=lambda value: letter_of(value.label))
        return (("", (every,)), *((letter, tuple(values)) for letter, values in grouped))


@dataclass(frozen=True, slots=True)
class _Rows(Generic[Row]):
    """The rows of the list in a folder by their ids, from which its facets are gathered."""

    folder: str
    rows: Mapping[str, Row]

    def facet(
        self,
        key: str,
        label: str,
        choices: Choices,
        values_of: Callable[[Row], str | Iterable[str] | None],
        *,
        index: Ref | None = None,
        keeps_empty: bool = False,
        has_lists: bool = False,
    ) -> Facet:
        """Return a facet with those of the choices that some row has, or with all of them if it `keeps_empty`.

        `has_lists` says that the page of each choice has the complete list, however long. A facet without an `index`
        is short.
        """
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for id, row in self.rows.items():
            values = values_of(row)
            for value in (values,) if isinstance(values, str) else values or ():
                ids[value].append(id)
        found = []
        for choice, name, page in choices:
            number = len(ids[choice])
            has_list = has_lists or page.startswith(self.folder) or number <= ROWS_A_PAGE
            address = page if has_list else f"{self.folder}{key}/{choice}/"
            if number or keeps_empty:
                claim = _claim(key, choice) or f"{label.lower()}: {name}"
                found.append(FacetValue(choice, name, address, number, claim, tuple(ids[choice])))
        return Facet(key, label, tuple(found), index is None, index)


def recommendation_facets(guide: Dataset) -> tuple[Facet, ...]:
    """Return by what recommendations can be narrowed."""
    of = _Rows("recommendations/", guide.recommendations)
    return (
        of.facet("authority", "Council", _councils(guide), lambda one: one.authority, index=_COUNCILS),
        *_facets_anywhere(of, "status/", keeps_empty=True),
        of.facet(
            "theme", "Theme", _themes(guide), lambda one: one.themes, index=page_link("All themes", "themes/")
        ),
        of.facet(
            "from",
            "Where it came from",
            _origins(guide),
            lambda one: one.origin,
            index=page_link("All inspections", "inspections/"),
        ),
        of.facet(
            "body",
            "Considered by",
            _bodies(guide),
            lambda one: considered_by(guide, one.origin, one),
            index=_BODIES,
        ),
    )


def imported_facets(
    folder: str, rows: Mapping[str, Recommendation], trackers: Iterable[Tracker]
) -> tuple[Facet, ...]:
    """Return by what recommendations of other trackers can be narrowed; the tracker's key begins each id."""
    of, others = _Rows(folder, rows), tuple(trackers)
    councils = sorted(
        (council.name, f"{other.key}/{council.id}", other.title)
        for other in others
        for council in other.data.authorities
    )
    return (
        of.facet(
            "tracker",
            "Tracker",
            ((one.key, one.title, f"from/{one.key}/") for one in others),
            lambda one: one.id.partition(":")[0],
            index=page_link("All trackers", "from/"),
            has_lists=True,
        ),
        of.facet(
            "authority",
            "Council",
            ((key, f"{name}, from {title}", f"{folder}authority/{key}/") for name, key, title in councils),
            lambda one: one.authority,
            index=_COUNCILS,
        ),
        *_facets_anywhere(of, f"{folder}status/"),
    )


def _facets_anywhere(of: _Rows[Recommendation], statuses: str, keeps_empty: bool = False) -> Iterator[Facet]:
    """Yield the facets of recommendations of this tracker and of others alike; `statuses` is the folder of statuses."""
    yield of.facet("status", "Status", _statuses(statuses), lambda one: one.counted_as.common.key)
    yield of.facet(
        "assurance",
        "Who says so",
        _speakers(of, keeps_empty),
        _speaker,
        keeps_empty=keeps_empty,
    )
    yield of.facet(
        "notice",
        "Late or quiet",
        _labelled(of.folder, NOTICES),
        lambda one: one.notices,
        keeps_empty=keeps_empty,
    )
    yield of.facet("response", "Response", _labelled(f"{of.folder}response/", _ANSWERS), _answer)


def _speakers(of: _Rows[Recommendation], keeps_empty: bool) -> Choices:
    """Yield who may say so; what was said only of a whole is apart, and no choice where there is none."""
    found = set(map(_speaker, of.rows.values()))
    for key, label in ASSURANCES_IN_ALL.items():
        for of_whole, named in ((key, label), (f"{key}{_AS_PART}", f"{label}, {as_part_of(())}")):
            if of_whole in found or (keeps_empty and of_whole == key):
                yield of_whole, named, f"{of.folder}assurance/{of_whole}/"


def _speaker(one: Recommendation) -> str:
    return f"{one.assurance}{_AS_PART}" if one.stated_for_whole else one.assurance


def action_facets(guide: Dataset, rows: Mapping[str, Action]) -> tuple[Facet, ...]:
    """Return by what actions can be narrowed."""
    of = _Rows("actions/", rows)
    promises = _labelled(of.folder, {key: heading for key, (heading, _) in PROMISES.items()})
    return (
        of.facet("promise", "What became of it", promises, lambda one: one.group, keeps_empty=True),
        of.facet("authority", "Council", _councils(guide), lambda one: one.authority, index=_COUNCILS),
        of.facet("status", "Status", _statuses("status/"), lambda one: one.status.common.key),
        of.facet("nature", "What it is", _labelled(f"{of.folder}nature/", NATURES), lambda one: one.nature),
        of.facet("body", "Recorded at a meeting of", _bodies(guide), lambda one: one.body, index=_BODIES),
    )


def meeting_facets(guide: Dataset, rows: Mapping[str, Meeting]) -> tuple[Facet, ...]:
    """Return by what meetings can be narrowed."""
    of = _Rows("meetings/", rows)
    return (
        of.facet("authority", "Council", _councils(guide), lambda one: one.council, index=_COUNCILS),
        of.facet("body", "Body", _bodies(guide), lambda one: one.body, index=_BODIES),
    )


def _claim(facet: str, choice: str) -> str:
    """Return what is true of the entities of a choice; empty where its label says enough."""
    whole = ", said only of a whole that they belong to" if choice.endswith(_AS_PART) else ""
    claim = _CLAIMS.get(f"{facet}={choice.removesuffix(_AS_PART)}", "")
    return f"{claim}{whole}" if claim else ""


def _labelled(folder: str, labels: Mapping[str, str]) -> Choices:
    return ((key, label, f"{folder}{key}/") for key, label in labels.items())


def _statuses(folder: str) -> Choices:
    return ((key, common.label, f"{folder}{key}/") for key, common in reversed(COMMON.items()))


def _themes(guide: Guide) -> Choices:
    return _labelled("themes/", guide.site.themes)


def _councils(guide: Dataset) -> Choices:
    return ((one.id, one.name, guide.address(one.id)) for one in guide.authorities)


def _bodies(guide: Dataset) -> Choices:
    for council in guide.authorities:
        for body in council.bodies:
            reference = f"{council.id}/{body.key}"
            yield reference, name_of_body(guide, reference), guide.address(reference)


def name_of_body(guide: Guide, reference: str) -> str:
    """Return the name of a body with that of its council, for bodies of several councils have the same."""
    return f"{guide.title(reference)}, {guide.title(reference.split('/')[0])}"


def _origins(guide: Guide) -> Choices:
    origins = {one.origin for one in guide.in_order}
    newest = sorted(origins, key=guide.register.order, reverse=True)
    # What is known of a recommendation may be seen before what it came from.
    return ((id, guide.title(id), guide.address(id)) for id in newest if guide.is_seen(id))


def _answer(one: Recommendation) -> str:
    return one.response or ("action-plan" if one.answered_by_plans else "none-recorded")


def considered_by(guide: Guide, made_in: str, one: Followed) -> set[str]:
    """Return which bodies dealt with a recommendation or an action, or made it in the record that it is from."""
    return bodies_that_met(guide, (made_in, *(entry.record for entry in one.timeline)))


def bodies_that_met(guide: Guide, records: Iterable[str]) -> set[str]:
    """Return the bodies of those of some records that are meetings and are seen."""
    meetings = (guide.register.records.by_id[id] for id in records if guide.is_seen(id))
    return {meeting.body for meeting in meetings if isinstance(meeting, MeetingRecord)}


@dataclass(frozen=True, slots=True)
class ListOfCouncil(Generic[Row]):
    """A list of all councils, or of one: its address, what stands in it, and the links to the others."""

    address: str
    council: str | None
    """The name of the council that it is narrowed to."""
    entries: tuple[Row, ...]
    councils: Facet | None
    """The councils that it can be narrowed to; None where there is but one."""

    @property
    def title(self) -> str:
        """What it adds to the title: ": Examplebury Council"."""
        return f": {self.council}" if self.council else ""


def lists_by_council(
    guide: Guide,
    address: str,
    entries: Iterable[Row],
    of: Callable[[Row], str],
    is_shown: Callable[[Row], bool] = lambda _: True,
) -> Iterator[ListOfCouncil[Row]]:
    """Yield the list of all, and one of each council where there are several, on pages that take no script.

    `of` names what an entry is about; `is_shown` says whether it has a row of its own or is only counted in the answer.
    """
    everything = tuple(entries)
    found: dict[str, list[Row]] = {}
    for one in everything:
        if authority := guide.authority_of(of(one)):
            found.setdefault(authority, []).append(one)
    if len(found) < 2:
        yield ListOfCouncil(address, None, everything, None)
        return
    names = {id: name for name, id in sorted((guide.title(id), id) for id in found)}
    choices = [("", "All councils", address), *_labelled(f"{address}authority/", names)]
    values = [
        FacetValue(key, name, page, sum(map(is_shown, found.get(key, everything))))
        for key, name, page in choices
    ]
    facet = Facet("authority", "Council", tuple(values))
    yield ListOfCouncil(address, None, everything, replace(facet, current=address))
    for value in values[1:]:
        narrowed = replace(facet, current=value.address)
        yield ListOfCouncil(value.address, value.label, tuple(found[value.key]), narrowed)
