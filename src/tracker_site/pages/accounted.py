"""What the accounts say in words: on the front page, and on the page of each recommendation and action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker_site.accounts.lineage import Thread
from tracker_site.accounts.promises import Promise, Tally, tally
from tracker_site.accounts.silence import Silence
from tracker_site.accounts.slippage import Slip, Slippage
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.words import count, listing
from tracker_site.records.meeting import Meeting
from tracker_site.register.natures import Nature

SILENCE = Link("Silence", "silence/")
PROMISES = Link("Promises", "promises/")
SLIPPAGE = Link("Slippage", "slippage/")
LINEAGE = Link("Lineage", "lineage/")

_TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times", "seven times")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of an account, and the way to the whole of it."""

    link: Link
    words: str


def lines_of_site(guide: Guide) -> tuple[AccountLine, ...]:
    """Return what each account of the whole site comes to, in a line."""
    return (
        AccountLine(SILENCE, silence_in_all(guide)),
        AccountLine(PROMISES, promises_in_words(guide.accounts.promises.values())),
        AccountLine(SLIPPAGE, slippage_in_all(guide)),
        AccountLine(LINEAGE, lineage_in_all(guide)),
    )


def lines_of(guide: Guide, id: str) -> tuple[AccountLine, ...]:
    """Return what is accounted of a recommendation or an action, a line for each account that has something."""
    return tuple(_lines_of(guide, id))


def shown_in_lines(guide: Guide, id: str) -> Iterator[str]:
    """Yield the records on which those lines rest, beside what was said of the thing itself."""
    if silence := guide.accounts.silence_of(id):
        yield from (*silence.meetings, *silence.unsure)
    if thread := guide.accounts.thread_of.get(id):
        for one in thread.raised:
            yield from (one.id, one.origin)


def _lines_of(guide: Guide, id: str) -> Iterator[AccountLine]:
    accounts = guide.accounts
    if (silence := accounts.silence_of(id)) and (words := passed_over(guide, silence)):
        yield AccountLine(SILENCE, words)
    slippages = accounts.slippages_of(id)
    if slippage := slippages.get(id):
        yield AccountLine(SLIPPAGE, _slip_of_thing(slippage, "Its due date"))
    if recommendation := guide.standings.recommendations.get(id):
        for part in recommendation.parts:
            if slippage := slippages.get(f"{id}/{part.key}"):
                yield AccountLine(SLIPPAGE, _slip_of_thing(slippage, f"The due date of part {part.key}"))
    if thread := accounts.thread_of.get(id):
        yield AccountLine(LINEAGE, f"The same concern was {raised_in_words(thread)}.")


def times(number: int) -> str:
    """Return "once", "twice", "three times", "12 times"."""
    return _TIMES[number] if number < len(_TIMES) else f"{number} times"


def silence_in_all(guide: Guide) -> str:
    """Return how much of what is open has gone quiet."""
    silences = guide.accounts.silences.values()
    quiet = sum(one.is_quiet for one in silences)
    passed = sum(bool(one.meetings) for one in silences)
    noun = "open recommendation or action" if len(silences) == 1 else "open recommendations and actions"
    if not silences:
        return "Nothing is open."
    gone = f"{quiet or 'none'} {'has' if quiet < 2 else 'have'} gone quiet"
    since = f"{passed or 'none'} {'is' if passed < 2 else 'are'} known to have been passed over at a meeting since"
    return f"Of {len(silences)} {noun}, {gone}, and {since}."


def passed_over(guide: Guide, silence: Silence) -> str:
    """Return at which meetings nothing was said of a thing since it was last heard of; nothing where at none."""
    silent, unsure = len(silence.meetings), len(silence.unsure)
    bodies = _bodies(guide, (*silence.meetings, *silence.unsure))
    if silent and not unsure:
        return f"Nothing was said of it at the last {_meetings(silent)} of {bodies} that {_are(silent)} recorded."
    if silent:
        return (
            f"Nothing was said of it at {count(silent, 'meeting')} of {bodies} since; of {unsure} more, "
            f"whether it was is not known."
        )
    if unsure:
        return (
            f"Whether anything was said of it at {count(unsure, 'meeting')} of {bodies} since is not known."
        )
    return ""


def _meetings(number: int) -> str:
    return "meeting" if number == 1 else f"{number} meetings"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _bodies(guide: Guide, meetings: tuple[str, ...]) -> str:
    records = (guide.register.records.by_id[id] for id in meetings)
    bodies = dict.fromkeys(one.body for one in records if isinstance(one, Meeting))
    return listing([guide.title(body) for body in bodies]) if bodies else ""


def promises_in_words(of: Iterable[Promise]) -> str:
    """Return how many promises there are, and apart from them how much else is to be done, and what became of it.

    Work that was only reported is none of it.
    """
    everything = tuple(of)
    natures = {nature: tally(one for one in everything if one.nature == nature) for nature in _COUNTED}
    sentences = [
        _tally_in_words(found, count(found.promises, *_COUNTED[nature]), _DONE.get(nature, "completed"))
        for nature, found in natures.items()
        if found.promises
    ]
    return " ".join(sentences) or "No promise is recorded."


_COUNTED: Mapping[Nature, tuple[str, str]] = {
    "promised": ("promise", "promises"),
    "noted": ("action recorded at a meeting", "actions recorded at meetings"),
    "asked-for": ("request", "requests"),
    "decided": ("decision on what to do", "decisions on what to do"),
}
"""How many of each are told, the promises first."""

_DONE: Mapping[Nature, str] = {"promised": "kept"}
"""What is said of one that is completed: only a promise is kept."""


def _tally_in_words(of: Tally, how_many: str, done: str) -> str:
    counted = (
        (of.kept, f"{of.kept} {done}{_on_own_word(of)}"),
        (of.given_up, f"{of.given_up} closed without being {done}"),
        (of.late, f"{of.late} past {'its' if of.late == 1 else 'their'} date"),
        (of.dated, f"{of.dated} with a date to come"),
        (of.undated, f"{of.undated} without a date"),
        (of.standing, count(of.standing, "standing duty", "standing duties")),
    )
    words = listing([words for number, words in counted if number])
    moved = f" The date of {of.moved} was moved or dropped." if of.moved else ""
    return f"{how_many}: {words}.{moved}"


def _on_own_word(of: Tally) -> str:
    return f" ({of.kept_on_own_word} on the council’s word alone)" if of.kept_on_own_word else ""


def slippage_in_all(guide: Guide) -> str:
    """Return how many of the due dates slipped, and how many of the moves had no reason."""
    slippages = guide.accounts.slippages.values()
    totals = [one.total.move for one in slippages]
    later, dropped, dated = totals.count("later"), totals.count("dropped"), guide.accounts.dated
    moved, silent = sum(one.times_moved for one in slippages), sum(one.without_reason for one in slippages)
    if not dated:
        return "No due date is recorded."
    had = (
        "The one due date that is recorded"
        if dated == 1
        else f"Of the {dated} due dates of recommendations, their parts and actions"
    )
    if not moved:
        return f"{had} is not recorded as moved." if dated == 1 else f"{had}, none is recorded as moved."
    return f"{had}{_where_they_went(dated, later, dropped)} {_why(moved, silent)}"


def _where_they_went(dated: int, later: int, dropped: int) -> str:
    """Return how many dates came to be later, whatever became of the thing itself, and how many were dropped."""
    if dated == 1:
        return (
            " came to be later than at first."
            if later
            else " was dropped."
            if dropped
            else " was moved, but is not certainly later than at first."
        )
    were = f"{dropped or 'none'} {'was' if dropped < 2 else 'were'} dropped"
    return f", {later or 'none'} came to be later than at first, and {were}."


def _why(moved: int, silent: int) -> str:
    if not silent:
        return "The move has a reason on record." if moved == 1 else "Each move has a reason on record."
    if moved == 1:
        return "No reason is recorded for the move."
    return f"No reason is recorded for {'any' if silent == moved else silent} of the {moved} moves."


def _slip_of_thing(slippage: Slippage, what: str) -> str:
    moved = f"{what} was moved or dropped {times(slippage.times_moved)}"
    if slippage.total.move == "dropped":
        return f"{moved}; none is set now."
    return f"{moved}; in all: {slip_in_words(slippage.total)}."


def slip_in_words(slip: Slip) -> str:
    """Return how far a date moved: "59 days later", "between 29 and 89 days later", "dropped, no new date"."""
    least, most = slip.days_at_least, slip.days_at_most
    match slip.move:
        case "dropped":
            return "dropped, and no new date set"
        case "set-again":
            return "set again after it was dropped"
        case "later":
            return f"{_days(least, most)} later"
        case "earlier":
            return f"{_days(None if most is None else -most, None if least is None else -least)} earlier"
        case "open":
            return _perhaps(least, most)


def _days(least: int | None, most: int | None) -> str:
    """Return a number of days, at least one, of which the lower bound is known."""
    assert least is not None
    if most is None:
        return f"at least {days_in_words(least)}"
    return days_in_words(least) if least == most else f"between {least:,} and {days_in_words(most)}"


def days_in_words(days: int) -> str:
    """Return "1 day", "1,187 days"."""
    return "1 day" if days == 1 else f"{days:,} days"


def _perhaps(least: int | None, most: int | None) -> str:
    """Return a move of which not even the direction is certain, since the dates are not exact."""
    later = "later" if most is None else f"{days_in_words(most)} later" if most > 0 else ""
    earlier = "earlier" if least is None else f"{days_in_words(-least)} earlier" if least < 0 else ""
    if not (later or earlier):
        return "to the same day"
    if not (later and earlier):
        return f"no more than {later or earlier}, and perhaps none"
    if most is None or least is None:
        return "by how much is not known"
    return f"anything from {earlier} to {later}, as the dates are not exact"


def lineage_in_all(guide: Guide) -> str:
    """Return how many concerns are recorded as raised more than once."""
    found = guide.accounts.threads
    if not found:
        return "No recommendation is recorded as raising what an earlier one had raised."
    concerns = f"{count(len(found), 'concern')} {'was' if len(found) == 1 else 'were'}"
    most = f"the most often: {raised_in_words(found[0])}"
    return f"{concerns[0].upper()}{concerns[1:]} raised again or put in other words later; {most}."


def raised_in_words(thread: Thread) -> str:
    """Return how often a concern was raised, and since when: "raised three times since 2010"."""
    since = f" since {thread.since}" if thread.since else ""
    if thread.times == 1:
        return f"raised {times(len(thread.raised))} by one and the same{since}"
    return f"raised {times(thread.times)}{since}"
