"""The differences in the data of other trackers, since it was fetched anew: tracker by tracker, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tracker_site.changes.differences import Difference
from tracker_site.changes.followed import move_in_words, position, position_in_words, response_in_words
from tracker_site.dataset.entities import Part, Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dates import day_in_words
from tracker_site.labels import listing
from tracker_site.phrases import counted_recommendations, due_moved

MOST = 30
"""How many differences of one tracker are told one by one; of more, only how many there are."""


def compare_trackers(old: Iterable[Tracker], new: Iterable[Tracker]) -> Iterator[Difference]:
    """Yield what tells the data of other trackers on one side from that on the other; most comes with `fetch`."""
    before, after = {one.key: one for one in old}, {one.key: one for one in new}
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if now and not was:
            day = day_in_words(now.data.as_at)
            yield _of_tracker(now, f"taken in, as at {day}, with {_recommendations(now)}")
        elif was and not now:
            yield _of_tracker(was, f"no longer shown here, and with it {_recommendations(was)}")
        elif was and now and was.data != now.data:
            yield from _between(was, now)


def _between(old: Tracker, new: Tracker) -> Iterator[Difference]:
    was, now = ({one.id: one for one in tracker.data.recommendations} for tracker in (old, new))
    came = [_of_record(new, now[id], f"new, {position_in_words(now[id])}") for id in now if id not in was]
    gone = [
        _of_record(old, was[id], "no longer told, so its page here is gone") for id in was if id not in now
    ]
    kept = [(was[id], one) for id, one in now.items() if id in was]
    moved = [difference for before, after in kept for difference in _moved(new, before, after)]
    of_moved = {one.subject.split("/")[0] for one in moved}
    found = [*came, *gone, *moved]
    counts = {
        "new": len(came),
        "gone": len(gone),
        "standing otherwise": len({one.subject for one in moved}),
        "told in other words or with more beside": sum(
            before != after and f"{new.key}:{after.id}" not in of_moved for before, after in kept
        ),
    }
    too_many = "; too many to tell one by one" if len(found) > MOST else ""
    yield _of_tracker(new, f"{_days(old, new)}; {_counted(new, counts)}{too_many}")
    if len(found) <= MOST:
        yield from found


def _moved(tracker: Tracker, before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    yield from (_of_record(tracker, after, words) for words in _words(before, after))
    parts = {part.key: part for part in before.parts}
    for part in after.parts:
        if was := parts.get(part.key):
            yield from (_of_record(tracker, after, words, part.key) for words in _words(was, part))


def _words(before: Recommendation | Part, after: Recommendation | Part) -> Iterator[str]:
    """Yield what is otherwise about where a recommendation or a part stands."""
    if position(before) != position(after):
        yield move_in_words(before, after)
    if before.response != after.response:
        yield response_in_words(before.response, after.response)
    if before.due != after.due:
        moved = due_moved(before.due, after.due)
        yield f"{moved[0].lower()}{moved[1:]}"


def _days(old: Tracker, new: Tracker) -> str:
    """Return from which day to which the data of a tracker went."""
    before, after = day_in_words(old.data.as_at), day_in_words(new.data.as_at)
    return f"told as at {after}" if before == after else f"told as at {after}, before as at {before}"


def _counted(tracker: Tracker, counts: Mapping[str, int]) -> str:
    counted = [f"{number} {words}" for words, number in counts.items() if number]
    return f"of {_recommendations(tracker)}, {listing(counted)}" if counted else "no recommendation differs"


def _recommendations(tracker: Tracker) -> str:
    return counted_recommendations(tracker.data.recommendations)


def _of_tracker(tracker: Tracker, words: str) -> Difference:
    return Difference("tracker", "news", tracker.key, tracker.title, words)


def _of_record(tracker: Tracker, one: Recommendation, words: str, part: str = "") -> Difference:
    apart = f", part {part}" if part else ""
    subject = f"{tracker.key}:{one.id}{f'/{part}' if part else ''}"
    return Difference("tracker", "news", subject, f"{tracker.title}, “{one.title}”{apart}", words)
