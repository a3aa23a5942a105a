"""What the accounts say in words: on the front page, and on the page of each recommendation and action."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import in_words, on_day
from tracker_site.labels import count, days_in_words, listing, times
from tracker_site.phrases import raised_in_words, slip_in_words
from tracker_site.records.meeting import Meeting
from tracker_site.register.natures import Nature, nature_of
from tracker_site.status.accounts import undated_news
from tracker_site.status.due import Against, MovedDates, Punctuality
from tracker_site.status.promises import Kept, Promise, Tally, how_kept, tally
from tracker_site.status.silence import Silence

SILENCE = Link("Silence", "silence/")
PROMISES = Link("Promises", "promises/")
SLIPPAGE = Link("Slippage", "slippage/")
LINEAGE = Link("Lineage", "lineage/")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of an account, and the way to the whole of it."""

    link: Link
    words: str


def lines_of_site(guide: Guide) -> tuple[AccountLine, ...]:
    """Return what each account of the whole site comes to, in a line."""
    accounts = guide.accounts
    return (
        AccountLine(SILENCE, silence_in_words(accounts.silences.values())),
        AccountLine(PROMISES, promises_in_words(accounts.promises.values())),
        AccountLine(SLIPPAGE, slippage_in_words(accounts.slippages.values(), len(accounts.dated))),
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
    if silence and (undated := undated_news(guide.standings.of(id), guide.site.quiet_after)):
        titles = listing([f"“{guide.title(record)}”" for record in undated])
        yield AccountLine(
            SILENCE, f"Whether it has gone quiet is not known, for no record says how late {titles} may be."
        )
    slippages = accounts.slippages_of(id)
    if slippage := slippages.get(id):
        yield AccountLine(SLIPPAGE, _slip_of_thing(slippage, "Its due date"))
    if recommendation := guide.standings.recommendations.get(id):
        for part in recommendation.parts:
            if slippage := slippages.get(f"{id}/{part.key}"):
                yield AccountLine(SLIPPAGE, _slip_of_thing(slippage, f"The due date of part {part.key}"))
    if (action := guide.standings.actions.get(id)) and (kept := how_kept(action)):
        yield AccountLine(PROMISES, kept_in_words(kept, nature_of(guide.register, id)))
    if thread := accounts.thread_of.get(id):
        yield AccountLine(LINEAGE, f"The same concern was {raised_in_words(thread)}.")


def silence_in_words(silences: Collection[Silence]) -> str:
    """Return how much of what is open has gone quiet."""
    quiet = sum(one.is_quiet for one in silences)
    passed = sum(bool(one.meetings) for one in silences)
    noun = "open recommendation or action" if len(silences) == 1 else "open recommendations and actions"
    if not silences:
        return "Nothing is open."
    gone = (
        f"{quiet} {'has' if quiet == 1 else 'have'} gone quiet"
        if quiet
        else "none is known to have gone quiet"
    )
    since = f"{passed or 'none'} {'is' if passed < 2 else 'are'} known to have been passed over at a meeting since"
    return f"Of {len(silences)} {noun}, {gone}, and {since}."


def passed_over(guide: Guide, silence: Silence) -> str:
    """Return at which meetings nothing was said of a thing since it was last heard of; nothing where at none."""
    silent, unsure = len(silence.meetings), len(silence.unsure)
    bodies = _bodies(guide, (*silence.meetings, *silence.unsure))
    if silent and not unsure:
        last = f"{_meetings(silent)} of {bodies} that {_are(silent)} recorded here"
        return f"Nothing is recorded of it at the last {last}."
    if silent:
        return (
            f"Nothing is recorded of it at {count(silent, 'meeting')} of {bodies} since; of {unsure} more, "
            f"whether anything was said is not known."
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
    """Return how many promises there are, and apart from them how much else is to be done, and what became of it."""
    return " ".join(promises_in_sentences(of))


def promises_in_sentences(of: Iterable[Promise]) -> tuple[str, ...]:
    """Return the same by what it is, the promises first; work that was only reported is none of it."""
    everything = tuple(of)
    natures = {nature: tally(one for one in everything if one.nature == nature) for nature in _COUNTED}
    sentences = tuple(
        _tally_in_words(found, count(found.promises, *_COUNTED[nature]), _DONE.get(nature, "completed"))
        for nature, found in natures.items()
        if found.promises
    )
    return sentences or ("No promise is recorded.",)


_COUNTED: Mapping[Nature, tuple[str, str]] = {
    "promised": ("promise", "promises"),
    "aim": ("aim", "aims"),
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
    return f"{how_many}: {words}.{moved}{_punctuality(of, done)}"


def _punctuality(of: Tally, done: str) -> str:
    """Return how many of those that were kept, or completed, were so in time."""
    if not of.kept:
        return ""
    first, last = _counted(of.by_first_date), _counted(of.by_last_date)
    head, whose = ("Of the one", "its date") if of.kept == 1 else (f"Of the {of.kept}", "their dates")
    verb = "was" if of.kept == 1 else "were"
    if of.by_first_date["not-known"] == of.by_last_date["not-known"] == of.kept:
        which = "it was" if of.kept == 1 else f"the {of.kept} were"
        return f" Whether {which} {done} in time is not known."
    if first == last:
        return f" {head} that {verb} {done}, by {whose}: {first}."
    return f" {head} that {verb} {done}, by the date that stood first: {first}; by the last date: {last}."


_PUNCTUALITY: Mapping[Punctuality, str] = {
    "in-time": "in time",
    "late": "late",
    "in-time-or-late": "in time or late (the records leave it open)",
    "not-known": "not known",
}


def _counted(by_date: Mapping[Punctuality, int]) -> str:
    found = {named: by_date[one] for one, named in _PUNCTUALITY.items() if by_date[one]}
    is_one = sum(found.values()) == 1
    return listing([named if is_one else f"{number} {named}" for named, number in found.items()])


def kept_in_words(kept: Kept, nature: Nature) -> str:
    """Return whether it was kept, or completed, in time: by the date that stood first and by the last."""
    first, last, done = kept.by_first_date, kept.by_last_date, _DONE.get(nature, "completed")
    if first.due is None:
        return f"Whether it was {done} in time is not known: no date was set."
    by_first = _by_date(first, done)
    if first.due == last.due:
        return f"{by_first} (due {on_day(first.due)})."
    if last.due is None or not last.due.is_known:
        return (
            f"{by_first} (due {on_day(first.due)}); that date was dropped, so by the last nothing is known."
        )
    return (
        f"By the date that stood first ({in_words(first.due)}): {by_first.lower()}. "
        f"By the last date ({in_words(last.due)}): {_by_date(last, done).lower()}."
    )


def _by_date(of: Against, done: str) -> str:
    match of.in_time:
        case "in-time":
            return f"{done.capitalize()} in time"
        case "late":
            assert of.days_late_at_least
            return f"{done.capitalize()} late, by {_late_by(of.days_late_at_least, of.days_late_at_most)}"
        case "in-time-or-late":
            assert of.days_late_at_most
            return f"{done.capitalize()} in time, or late by {days_in_words(of.days_late_at_most)} at most"
        case "not-known":
            return f"Whether it was {done} in time is not known"


def _late_by(least: int, most: int | None) -> str:
    if most is None:
        return f"{days_in_words(least)} at least"
    return days_in_words(least) if least == most else f"{least:,} to {days_in_words(most)}"


def _on_own_word(of: Tally) -> str:
    return f" ({of.kept_on_own_word} on the council’s word alone)" if of.kept_on_own_word else ""


def slippage_in_words(slippages: Collection[MovedDates], dated: int) -> str:
    """Return how many of the due dates slipped, and how many of the moves had no reason."""
    totals = [one.move for one in slippages]
    later, dropped = totals.count("later"), totals.count("dropped")
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


def _slip_of_thing(slippage: MovedDates, what: str) -> str:
    moved = f"{what} was moved or dropped {times(slippage.times_moved)}"
    return f"{moved}; in all: {slip_in_words(slippage)}."


def lineage_in_all(guide: Guide) -> str:
    """Return how many concerns are recorded as raised more than once."""
    found = guide.accounts.threads
    if not found:
        return "No recommendation is recorded as raising what an earlier one had raised."
    concerns = f"{count(len(found), 'concern')} {'was' if len(found) == 1 else 'were'}"
    most = f"the most often: {raised_in_words(found[0])}"
    return f"{concerns[0].upper()}{concerns[1:]} raised again or put in other words later; {most}."
