"""Where an action stands: as a recommendation does, as far as that applies."""

from __future__ import annotations

from tracker_site.dates import PartialDate
from tracker_site.records.said import Action
from tracker_site.status.due import due_dates, is_overdue, is_quiet, is_silent_since
from tracker_site.status.groups import Heard
from tracker_site.status.history import History, at_day, trace, was_closed_before
from tracker_site.status.standing import ActionStanding
from tracker_site.status.stood import Stood, stood
from tracker_site.status.timeline import timeline
from tracker_site.status.view import Terms, View, last_of, news_since, status_news, view_of


def stand_actions(
    record: str,
    actions: tuple[Action, ...],
    born: PartialDate,
    terms: Terms,
    heard: tuple[Heard, ...],
    unseen: tuple[str, ...],
    drafts: tuple[str, ...],
) -> Stood[ActionStanding]:
    """Return where the actions stand that were born in a record, and how they moved.

    `unseen` and `drafts` are some of the records that speak of them, or this one.
    """
    view = view_of(terms, heard, unseen, drafts)
    by_address = {f"{record}/{action.key}": action for action in actions}
    histories = {address: history_of_action(view, address) for address in by_address}
    return stood(
        view,
        (record,),
        tuple(
            stand_action(view, record, action, born, histories[address])
            for address, action in by_address.items()
            if record not in view.unseen
        ),
        histories.values(),
    )


def stand_action(
    view: View, record: str, action: Action, born: PartialDate, history: History
) -> ActionStanding:
    """Return where an action stands that was born in a record of that date."""
    address = f"{record}/{action.key}"
    said = view.said_by_now(address, born)
    step = at_day(history.steps, view.as_at)
    dates = due_dates(action.due, said, _breadths(address))
    late = step.status.is_open and is_overdue(dates, view.as_at)
    news = news_since(said, born, record)
    heard = [one.date for one in news]
    return ActionStanding(
        id=address,
        issued=born,
        step=step,
        steps=tuple(one for one in history.steps if one.day <= view.as_at),
        due_dates=dates,
        late=late,
        silent_since_due=late and is_silent_since([dates], heard, view.as_at),
        quiet=step.status.is_open and is_quiet(heard, born, view.terms.quiet_after, view.as_at),
        reopened=step.status.is_open and was_closed_before(history.steps, view.as_at),
        last_news=last_of(news),
        timeline=timeline(view.terms, address, record, said),
        record=record,
    )


def history_of_action(view: View, address: str) -> History:
    """Return the history of an action; of all days."""
    return trace(status_news(view.terms.statuses, view.said_of(address), _breadths(address)), view.drafts)


def _breadths(address: str) -> dict[str, int]:
    return {address: 0, address.split("/")[0]: 1}
