"""Everything as data: `data/tracker.json`, whose shape is a promise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tracker_site.dataset.comparing import Compared, comparison_data
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.pages.accounted_data import briefings_data, ended_data, kept_data
from tracker_site.records.authority import Authority
from tracker_site.records.base import Model, Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.source.markup import Prose
from tracker_site.status.slippage import Slip
from tracker_site.status.standing import (
    ActionStanding,
    ClockStanding,
    Entry,
    News,
    RecommendationStanding,
    Standing,
)

Json = dict[str, Any]

TRACKER_JSON = "data/tracker.json"

_KINDS: dict[str, type[Record]] = {
    "authorities": Authority,
    "inspections": Inspection,
    "inquiries": Inquiry,
    "plans": Plan,
    "meetings": Meeting,
    "updates": Update,
    "measures": Measure,
    "pages": ProsePage,
}

_NOT_PUBLISHED = frozenset({"accepts"})
"""Fields that are notes of the editors to their tools."""


def counts_of_data(guide: Guide) -> tuple[tuple[str, int], ...]:
    """Return how many entries each list of the file has."""
    records = ((name, len(guide.seen_of_kind(model))) for name, model in _KINDS.items())
    standings = guide.standings
    return (
        ("recommendations", len(standings.recommendations)),
        ("actions", len(standings.actions)),
        *records,
    )


def tracker_json(guide: Guide, compared: Iterable[Compared] = (), others: Iterable[Tracker] = ()) -> bytes:
    """Return the file of all data.

    The top holds `as_at` (the day, ISO 8601), `site` (the settings), a list for each kind, and of each council what
    is compared (`comparison`). Of `federation`, the other trackers, only the names are here: their data is theirs.
    Dates are as exact as they are known (`2022-07`), what is not known is null or `unknown`, addresses are relative to
    the root of the site unless the settings name its `base_url`; texts are Markdown as it was typed.
    """
    lists: dict[str, list[Json]] = {
        "recommendations": [_recommendation(guide, one.id) for one in guide.recommendations],
        "actions": [_action(guide, standing) for standing in guide.standings.actions.values()],
    }
    for name, model in _KINDS.items():
        lists[name] = [_record(guide, record) for record in guide.seen_of_kind(model)]
    lists["briefings"] = briefings_data(guide)
    top = {
        "as_at": guide.standings.as_at.isoformat(),
        "site": _site(guide),
        "comparison": comparison_data(compared),
        "federation": [_other(one) for one in others],
    }
    head = [f"{json.dumps(key)}: {_dump(value)}" for key, value in top.items()]
    body = [f"{json.dumps(name)}: [{_lines(rows)}]" for name, rows in lists.items()]
    text = "{\n" + ",\n".join([*head, *body]) + "\n}\n"
    return text.encode()


def _other(tracker: Tracker) -> Json:
    told = tracker.told
    return {
        "key": tracker.key,
        "title": tracker.title,
        "url": tracker.root,
        "as_at": told.as_at.isoformat(),
        "fetched": told.fetched.on.isoformat() if told.fetched else None,
        "recommendations": len(told.recommendations),
    }


def _lines(rows: Iterable[Json]) -> str:
    # One line an entry: what changed between two days is then seen by any tool that compares text.
    return ",".join(f"\n{_dump(row)}" for row in rows)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _recommendation(guide: Guide, id: str) -> Json:
    record = guide.recommendation(id)
    standing = guide.standings.recommendations[id]
    return {
        "id": id,
        "url": _url(guide, id),
        "title": record.title,
        "text": record.prose.source,
        "wording": record.wording,
        "from": record.origin,
        "authority": guide.authority_of(id),
        "addressed_to": record.addressed_to,
        "number": record.number,
        "numbered_by": record.numbered_by,
        "reference": record.reference,
        "issued": standing.issued.text,
        **_standing(guide, standing),
        "themes": list(record.themes),
        "response": standing.response,
        "answered_by_plans": list(guide.accounts.plans_answering.get(id, ())),
        "parts": _parts(guide, record, standing),
        "timeline": [_entry(entry) for entry in standing.timeline],
        "meetings": [
            {
                "meeting": cell.meeting,
                "date": cell.date.text,
                "considered": cell.considered,
                "status": cell.status.common.key,
            }
            for cell in standing.row
        ],
        "actions": list(standing.actions),
        "silence": _silence(guide, id),
        "slippage": _slippage(guide, id),
        "thread": list(thread.ids) if (thread := guide.accounts.thread_of.get(id)) else [],
        "raised_before": list(thread.before(id)) if thread else [],
        "repeats": list(record.repeats),
        "supersedes": list(record.supersedes),
        "clocks": _clocks(guide, id),
        "sources": _plain(record.sources),
    }


def _parts(guide: Guide, record: Recommendation, standing: RecommendationStanding) -> list[Json]:
    return [
        {
            "key": of_part.key,
            "text": part.text.source,
            "status": of_part.step.status.common.key,
            "status_label": of_part.step.status.label,
            "assurance": of_part.step.assurance,
            "response": of_part.response,
            "due": of_part.due_dates[-1].date.text if of_part.due_dates else None,
            "due_history": [due.date.text for due in of_part.due_dates[:-1]],
            "late": of_part.late,
            "slippage": _slippage(guide, f"{record.id}/{of_part.key}"),
        }
        for part, of_part in zip(record.parts, standing.parts, strict=True)
    ]


def _action(guide: Guide, standing: ActionStanding) -> Json:
    action = guide.register.actions[standing.id]
    return {
        "id": standing.id,
        "url": _url(guide, standing.id),
        "title": action.title,
        "text": action.text.source if action.text else None,
        "record": standing.record,
        "key": action.key,
        "authority": guide.authority_of(standing.id),
        "owner": action.owner,
        "body": guide.accounts.promises[standing.id].body,
        "office": guide.accounts.promises[standing.id].office,
        "when": action.when,
        "standing": action.standing,
        "recommendations": list(action.recommendations),
        **_standing(guide, standing),
        "done": standing.is_done,
        "silence": _silence(guide, standing.id),
        "slippage": _slippage(guide, standing.id),
        "nature": guide.accounts.promises[standing.id].nature,
        "promise": guide.accounts.promises[standing.id].sort,
        "kept": kept_data(guide.accounts.promises[standing.id].kept),
        "ended": ended_data(guide.accounts.promises[standing.id].ended),
        "timeline": [_entry(entry) for entry in standing.timeline],
    }


def _silence(guide: Guide, id: str) -> Json | None:
    """Return the silence on what is open, without the number of its days, which each day would change."""
    silence = guide.accounts.silences.get(id)
    if silence is None:
        return None
    return {
        "since": silence.since.text,
        "heard_in": silence.heard_in,
        "last_meeting": silence.last_meeting,
        "meetings": list(silence.meetings),
        "unsure": list(silence.unsure),
        "bodies": list(silence.bodies),
    }


def _slippage(guide: Guide, id: str) -> Json | None:
    """Return how far a due date moved, or nothing where it never did."""
    slippage = guide.accounts.slippages.get(id)
    if slippage is None:
        return None
    return {
        "first": slippage.total.before.text,
        "times_moved": slippage.times_moved,
        "without_reason": slippage.without_reason,
        **_slip(slippage.total),
        "moves": [
            {
                "from": slip.before.text,
                "to": slip.after.text,
                "record": slip.record,
                "reason": slip.reason.source if slip.reason else None,
                **_slip(slip),
            }
            for slip in slippage.slips
        ],
    }


def _slip(slip: Slip) -> Json:
    return {
        "move": slip.move,
        "days_at_least": slip.days_at_least,
        "days_at_most": slip.days_at_most,
    }


def _standing(guide: Guide, standing: Standing) -> Json:
    """Return what recommendations and actions have in common."""
    return {
        "due": standing.due.text if standing.due else None,
        "due_history": [due.date.text for due in standing.due_dates[:-1]],
        "status": standing.status.common.key,
        "status_label": standing.status.label,
        "phase": standing.status.common.phase,
        "assurance": standing.step.assurance,
        "provisional": standing.step.provisional,
        "quiet": standing.quiet,
        "late": standing.late,
        "reopened": standing.reopened,
        "never_signed_off": guide.accounts.is_never_signed_off(standing),
        "last_news": _news(standing.last_news),
    }


def _news(news: News | None) -> Json | None:
    return {"date": news.date.text, "record": news.record} if news else None


def _entry(entry: Entry) -> Json:
    return {
        "date": entry.date.text,
        "record": entry.record,
        "kind": entry.kind,
        "on": entry.target,
        "item": entry.item,
        "verb": entry.verb,
        "status": entry.status.common.key if entry.status else None,
        "said_by": entry.said_by,
        "response": entry.response,
        "proposed": entry.proposed,
        "by": entry.by,
        "due": entry.due.text if entry.due else None,
        "text": entry.text.source if entry.text else None,
        "reason": entry.reason.source if entry.reason else None,
        "figure": entry.figure,
    }


def _record(guide: Guide, record: Record) -> Json:
    """Return a record as it was typed, with its address, its recommendations and its clocks."""
    fields = {name: value for name, value in _fields(record) if name not in ("id", "prose")}
    made = [id for id in guide.register.made_by.get(record.id, ()) if id in guide.standings.seen]
    makes = isinstance(record, Inspection | Inquiry | Meeting)
    return {
        "id": record.id,
        "url": _url(guide, record.id),
        **fields,
        "text": record.prose.source or None,
        **({"recommendations": made, "clocks": _clocks(guide, record.id)} if makes else {}),
    }


def _site(guide: Guide) -> Json:
    kept = ("accessibility", "brand", "clocks", "federation", "repository", "withdrawn")
    settings = {name: value for name, value in _fields(guide.site) if name not in kept}
    # Not the id: it may be what had to go.
    withdrawn = [
        {
            "title": one.title,
            "date": one.date.text,
            "note": one.note.source if one.note else None,
            "to": one.to,
        }
        for one in guide.site.withdrawn
    ]
    return {**settings, "withdrawn": withdrawn}


def _clocks(guide: Guide, record: str) -> list[Json]:
    return [_clock(standing) for standing in guide.standings.clocks if standing.record == record]


def _clock(standing: ClockStanding) -> Json:
    return {
        "key": standing.clock.key,
        "title": standing.clock.title,
        "start": standing.start.text if standing.start else None,
        "length": standing.clock.length,
        "unit": standing.clock.unit,
        "deadline": standing.deadline.text if standing.deadline else None,
        "state": standing.state,
        "met": _news(standing.met),
    }


def _url(guide: Guide, target: str) -> str:
    address = guide.address(target)
    return f"{guide.site.base_url.rstrip('/')}/{address}" if guide.site.base_url else address


def _fields(model: Model) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a model under the names that an editor types, as plain values."""
    for name, info in type(model).model_fields.items():
        if name not in _NOT_PUBLISHED:
            yield info.alias or name, _plain(getattr(model, name))


def _plain(value: object) -> Any:
    match value:
        case Prose():
            return value.source
        case PartialDate():
            return value.text
        case Model():
            return dict(_fields(value))
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner) for inner in value]
    return value
