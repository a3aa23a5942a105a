"""The rule on what meets a clock."""

from __future__ import annotations

from tracker_site.problems import Problems, in_words
from tracker_site.records.site import Clock
from tracker_site.register.clocks import Claim, clocks_of, runs_for
from tracker_site.register.register import Register
from tracker_site.register.warnings import warn


def check_what_meets(register: Register, problems: Problems) -> None:
    """Note where a clock is named as met and nothing that is concerned has it, so that it would meet nothing."""
    clocks = {clock.key: clock for clock in clocks_of(register.records.site)}
    for id, contents in register.contents.items():
        for claim in contents.claims:
            clock = clocks.get(claim.key)
            if clock and not _meets_something(register, clock, claim):
                message = (
                    f"'{claim.key}' runs for {_runs_for_what(clock)}, and nothing that this is about is one, so it "
                    f"meets nothing; name it under 'about'"
                )
                warn(register, problems, id, claim.path, message, "meets-nothing")


def _meets_something(register: Register, clock: Clock, claim: Claim) -> bool:
    """Whether a claim is about a record for which the clock runs; a name that is wrong may mean one."""
    records = register.records.by_id
    return any(
        target not in register.things or (target in records and runs_for(clock, records[target]))
        for target in claim.about
    )


def _runs_for_what(clock: Clock) -> str:
    """Return "an inspection of kind 'ilacs'"."""
    wanted = clock.applies_to
    article = "an" if wanted.record.startswith("i") else "a"
    kinds = f" of kind {in_words(wanted.kind)}" if wanted.kind else ""
    return f"{article} {wanted.record}{kinds}"
