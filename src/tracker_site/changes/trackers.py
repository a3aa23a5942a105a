"""What other trackers tell otherwise, since their data was fetched anew: tracker by tracker, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from tracker_site.changes.differences import Difference, Position
from tracker_site.dataset.entities import Part, Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dates import day_in_words
from tracker_site.labels import RESPONSES, count, listing
from tracker_site.phrases import due_moved, who_says_so

MOST = 30
"""How many differences of one tracker are told one by one; of more, only how many there are."""

Sort = Literal["new", "gone", "moved"]
_Found = tuple[Sort, Difference]


def compare_trackers(old: Iterable[Tracker], new: Iterable[Tracker]) -> Iterator[Difference]:
    """Yield what tells the data of other trackers on one side from that on the other; most comes with `fetch`."""
    before, after = {one.key: one for one in old}, {one.key: one for one in new}
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            told = after[key].data
            number = count(len(told.recommendations), "recommendation")
            yield _of_tracker(after[key], f"taken in, with {number} as at {day_in_words(told.as_at)}")
        elif key not in after:
            number = count(len(before[key].data.recommendations), "recommendation")
            yield _of_tracker(before[key], f"no longer shown here, and with it {number}")
        elif before[key].data != after[key].data:
            yield from _between(before[key], after[key])


def _between(old: Tracker, new: Tracker) -> Iterator[Difference]:
    was = {one.id: one for one in old.data.recommendations}
    now = {one.id: one for one in new.data.recommendations}
    found = [*_arrived(new, was, now), *_gone(old, was, now), *_moved(new, was, now)]
    told_of = {difference.subject.split("/")[0] for _, difference in found}
    otherwise = sum(was[id] != now[id] and f"{new.key}:{id}" not in told_of for id in now if id in was)
    yield _of_tracker(new, _in_all(old, new, found, otherwise))
    if len(found) <= MOST:
        yield from (difference for _, difference in found)


def _in_all(old: Tracker, new: Tracker, found: Sequence[_Found], otherwise: int) -> str:
    """Return from which day to which its data went, and how much of it differs."""
    before, after = day_in_words(old.data.as_at), day_in_words(new.data.as_at)
    days = f"told as at {after}" if before == after else f"told as at {after}, before as at {before}"
    numbers = {
        sort: len({one.subject for kind, one in found if kind == sort}) for sort in ("new", "gone", "moved")
    }
    counted = [
        f"{number} {words}"
        for number, words in (
            (numbers["new"], "new"),
            (numbers["gone"], "gone"),
            (numbers["moved"], "standing otherwise"),
            (otherwise, "told in other words or with more beside"),
        )
        if number
    ]
    summary = (
        f"of {count(len(new.data.recommendations), 'recommendation')}, {listing(counted)}" if counted else ""
    )
    too_many = "; too many to tell one by one" if len(found) > MOST else ""
    return f"{days}; {summary or 'no recommendation differs'}{too_many}"


def _of_tracker(tracker: Tracker, words: str) -> Difference:
    return Difference("tracker", "news", tracker.key, tracker.title, words)


def _of_record(tracker: Tracker, told: Recommendation, words: str, part: str = "") -> Difference:
    apart = f", part {part}" if part else ""
    subject = f"{tracker.key}:{told.id}{f'/{part}' if part else ''}"
    return Difference("tracker", "news", subject, f"{tracker.title}, “{told.title}”{apart}", words)


_ById = Mapping[str, Recommendation]


def _arrived(new: Tracker, was: _ById, now: _ById) -> Iterator[_Found]:
    for id, told in now.items():
        if id not in was:
            yield "new", _of_record(new, told, f"new, {_position_in_words(told)}")


def _gone(old: Tracker, was: _ById, now: _ById) -> Iterator[_Found]:
    for id, told in was.items():
        if id not in now:
            yield "gone", _of_record(old, told, "no longer told, so its page here is gone")


def _moved(new: Tracker, was: _ById, now: _ById) -> Iterator[_Found]:
    for id, told in now.items():
        if id in was:
            yield from (("moved", _of_record(new, told, words)) for words in _words(was[id], told))
            parts = {part.key: part for part in was[id].parts}
            for part in told.parts:
                if part.key in parts:
                    of_part = _words(parts[part.key], part)
                    yield from (("moved", _of_record(new, told, words, part.key)) for words in of_part)


def _words(before: Recommendation | Part, after: Recommendation | Part) -> Iterator[str]:
    """Yield what is otherwise about where a recommendation or a part stands."""
    if _position(before) != _position(after):
        yield f"went from {_position_in_words(before)} to {_position_in_words(after)}"
    if before.response != after.response:
        words = [RESPONSES[one.response] if one.response else "none recorded" for one in (before, after)]
        yield f"response went from {words[0]} to {words[1]}"
    if before.due != after.due:
        moved = due_moved(before.due, after.due)
        yield f"{moved[0].lower()}{moved[1:]}"


def _position(told: Recommendation | Part) -> Position:
    return Position(told.status.common.key, told.status_label or told.status.label, told.assurance)


def _position_in_words(told: Recommendation | Part) -> str:
    at = _position(told)
    said = who_says_so(told.assurance, told.status.common.key)
    return f"{at.label} ({said[0].lower()}{said[1:]})"
