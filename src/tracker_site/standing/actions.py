"""Where an action stands: as a recommendation does, as far as that applies."""

from __future__ import annotations

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.register.occasions import Occasion
from tracker_site.standing.due import due_dates, is_overdue, is_quiet, is_silent_since
from tracker_site.standing.history import History, at_day, trace, was_closed_before
from tracker_site.standing.standing import ActionStanding
from tracker_site.standing.timeline import timeline
from tracker_site.standing.view import View, last_of, news_since, status_news


def stand_action(view: View, address: str, births: dict[str, Occasion]) -> ActionStanding:
    """Return where an action stands; `births` are the occasions by their records."""
    record = address.split("/")[0]
    said = view.said_by_now(view.gathered.of_actions.get(address, ()))
    history = history_of_action(view, address)
    step = at_day(history.steps, view.as_at)
    dates = due_dates(view.register.actions[address].due, said, _breadths(address))
    late = step.status.is_open and is_overdue(dates, view.as_at)
    born: PartialDate = births[record].date if record in births else UNKNOWN
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
        quiet=step.status.is_open and is_quiet(heard, born, view.quiet_after, view.as_at),
        reopened=step.status.is_open and was_closed_before(history.steps, view.as_at),
        last_news=last_of(news),
        timeline=timeline(view.register, address, said),
        record=record,
    )


def history_of_action(view: View, address: str) -> History:
    """Return the history of an action; of all days."""
    said = view.gathered.of_actions.get(address, ())
    return trace(status_news(view.register, said, _breadths(address)), view.drafts)


def _breadths(address: str) -> dict[str, int]:
    return {address: 0, address.split("/")[0]: 1}
