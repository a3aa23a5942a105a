"""The stage that derives where every recommendation and every action stands on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker_site.dates import in_words
from tracker_site.problems import Problems
from tracker_site.register.occasions import Report
from tracker_site.register.register import Register
from tracker_site.register.things import Path
from tracker_site.register.warnings import warn
from tracker_site.standing.actions import history_of_action, stand_action
from tracker_site.standing.deadlines import run_clocks
from tracker_site.standing.history import History
from tracker_site.standing.recommendations import histories_of, stand_recommendation
from tracker_site.standing.sayings import Gathered, Said
from tracker_site.standing.standing import RecommendationStanding, Standings
from tracker_site.standing.view import View, view_on


def derive(register: Register, problems: Problems, today: date, as_at: date) -> Standings:
    """Return where everything stands on the day `as_at`, with later records unseen.

    `today` is the real day: scheduled meetings are seen only as of it. Noted as problems are closed things
    that were opened again without a reason (for any day), and what an editor should look at.
    """
    view = view_on(register, today, as_at)
    if not register.records.broken and not any(problem.code in _HIDES_NEWS for problem in problems):
        # What a file that can't be read, or a name that is wrong, would have said may be what is missing.
        _check_histories(view, problems)
    births = {occasion.record: occasion for occasion in register.occasions}
    standings = Standings(
        register,
        as_at,
        view.seen,
        {
            recommendation.id: stand_recommendation(view, recommendation)
            for recommendation in register.recommendations
            if recommendation.id in view.seen
        },
        {
            address: stand_action(view, address, births)
            for address in register.actions
            if address.split("/")[0] in view.seen
        },
        run_clocks(view),
    )
    if not problems.has_errors:
        # Silence may be no more than a meeting with a mistake in it.
        for standing in standings.recommendations.values():
            _warn_of_silence(register, standing, problems)
    return standings


_HIDES_NEWS = frozenset(
    {"before-issue", "contradiction", "held-in-the-future", "repeated-key-of-thing"}
    | {"unknown-reference", "unknown-status", "wrong-kind"}
)
"""Mistakes that put news in the wrong place or leave it out."""


def _check_histories(view: View, problems: Problems) -> None:
    histories = [history for one in view.register.recommendations for history in histories_of(view, one)]
    histories += [history_of_action(view, address) for address in view.register.actions]
    for history in histories:
        _check_reopenings(view.register, history, problems)
    effective = {key for history in histories for key in history.effective}
    _warn_of_idle_news(view, effective, problems)


def _check_reopenings(register: Register, history: History, problems: Problems) -> None:
    for reopening in history.reopenings:
        said, report = reopening.news.said, reopening.news.report
        if report.progress.reason is None:
            message = (
                f"'{said.target}' was closed ('{reopening.before.label}'), and this opens it again "
                f"('{reopening.news.status.label}'); say why in a 'reason'"
            )
            place = register.records.place(said.record, *report.path, "status")
            problems.error(place, message, "reopened-without-reason")


def _warn_of_idle_news(view: View, effective: set[tuple[str, Path, str]], problems: Problems) -> None:
    """Warn of news of a whole in which all is closed, which therefore moves nothing."""
    register = view.register
    for said in _everything(view.gathered):
        report = said.what
        if (
            isinstance(report, Report)
            and report.progress.status in register.statuses
            and said.key not in effective
        ):
            message = (
                f"everything in '{said.target}' is closed already, and news of a whole does not reopen it; "
                f"name what was opened again, with a 'reason'"
            )
            warn(register, problems, said.record, (*report.path, "status"), message, "reopens-nothing")


def _everything(gathered: Gathered) -> Iterator[Said]:
    for of_one in (*gathered.of_recommendations.values(), *gathered.of_actions.values()):
        yield from of_one


def _warn_of_silence(register: Register, standing: RecommendationStanding, problems: Problems) -> None:
    considered = any(cell.considered for cell in standing.row)
    if not considered:
        message = "no meeting has ever considered this recommendation; record the one that did, or accept this with "
        warn(
            register, problems, standing.id, (), f"{message}'accepts: [never-considered]'", "never-considered"
        )
    # Of what no meeting has considered and nobody else mentioned, that is said already.
    if standing.quiet and (considered or standing.last_news):
        since = in_words(standing.last_news.date) if standing.last_news else "it was issued"
        message = (
            f"nothing was heard of this open recommendation since {since}; record what was said of it, or accept "
            f"this with 'accepts: [quiet]'"
        )
        warn(register, problems, standing.id, (), message, "quiet")
