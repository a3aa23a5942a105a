"""What a meeting or an update holds beside its own fields, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dataset.model import Ref, resolve_references
from tracker_site.pages.page import Page, in_list_order
from tracker_site.records.said import Action as ActionRecord
from tracker_site.records.said import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionPage(Page):
    """A page of a record in which actions may have been made."""

    actions: Mapping[str, Action]
    """The actions that were made in it, by their keys."""

    def rows(self, actions: Iterable[ActionRecord]) -> tuple[Action, ...]:
        """Return those actions of the record with where each stands, in the order of a list."""
        return in_list_order(self.actions[action.key] for action in actions)


@dataclass(frozen=True, slots=True)
class ResponseRecorded:
    """An answer with the record that holds it."""

    record: Ref
    response: Response


def actions_made_in(dataset: Dataset, record: str) -> dict[str, Action]:
    """Return the actions that were made in a record, by their keys."""
    addresses = dataset.register.actions_in.get(record, ())
    return {action.key: action for action in map(dataset.actions.__getitem__, addresses)}


def responses_recorded(dataset: Dataset, records: Iterable[str]) -> tuple[ResponseRecorded, ...]:
    """Return every answer to these records or to parts of them, newest first; proposed ones too."""
    found = [pair for record in records for pair in dataset.answers_to.get(record, ())]
    newest = sorted(
        found, key=lambda pair: (dataset.register.days[pair[0].record], pair[0].record), reverse=True
    )
    return tuple(
        ResponseRecorded(dataset.ref(occasion.record), resolve_references(answer.response, dataset.ref))
        for occasion, answer in newest
    )
