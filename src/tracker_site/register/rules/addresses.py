"""Rules on ids and addresses: each names one thing only."""

from __future__ import annotations

from tracker_site.problems import Problems
from tracker_site.register.keys import FOLDERS_OF_LISTS, check_distinct
from tracker_site.register.register import Register
from tracker_site.register.things import Path
from tracker_site.register.warnings import warn


def check_addresses(register: Register, problems: Problems) -> None:
    """Note keys of settings that stand twice, and former ids that collide with other addresses."""
    site, file = register.records.site, register.records.files["site"]
    clocks: list[tuple[str, Path]] = [(clock.key, ("clocks", n)) for n, clock in enumerate(site.clocks)]
    others: list[tuple[str, Path]] = [
        (other.key, ("federation", n)) for n, other in enumerate(site.federation)
    ]
    check_distinct(file, clocks, problems)
    check_distinct(file, others, problems)
    _check_keys_of_trackers(register, problems)
    _check_aliases(register, problems)
    _check_withdrawn(register, problems)


def _check_keys_of_trackers(register: Register, problems: Problems) -> None:
    """Note keys of other trackers whose pages would stand where a list of the site stands."""
    for n, other in enumerate(register.records.site.federation):
        if other.key in ("page", "recommendations"):
            message = (
                f"'{other.key}' is a folder of the site itself, below from/; give the tracker another key"
            )
            problems.error(register.records.place("site", "federation", n, "key"), message, "id-is-a-folder")


def _check_aliases(register: Register, problems: Problems) -> None:
    seen: dict[str, str] = {}
    withdrawn = {one.id for one in register.records.site.withdrawn}
    for recommendation in register.recommendations:
        for n, alias in enumerate(recommendation.aliases):
            place = register.records.place(recommendation.id, "aliases", n)
            if alias in FOLDERS_OF_LISTS["recommendations"]:
                message = f"'{alias}' is a folder of the site itself, below recommendations/; remove it here"
                problems.error(place, message, "id-is-a-folder")
            if alias in register.records.by_id:
                message = (
                    f"'{alias}' is the id of a record of today, so it can't be a former id; remove it here"
                )
                problems.error(place, message, "alias-in-use")
            elif alias in withdrawn:
                message = (
                    f"'{alias}' is withdrawn in site.yml, so its address tells that; remove it here or there"
                )
                problems.error(place, message, "alias-in-use")
            elif alias in seen:
                message = (
                    f"'{alias}' is a former id of '{seen[alias]}' already, and leads to one record only; "
                    f"remove it here or there"
                )
                problems.error(place, message, "alias-in-use")
            seen[alias] = recommendation.id


def _check_withdrawn(register: Register, problems: Problems) -> None:
    seen: set[str] = set()
    for n, withdrawn in enumerate(register.records.site.withdrawn):
        place = register.records.place("site", "withdrawn", n, "id")
        if ("/" in withdrawn.id) != (withdrawn.kind == "action"):
            message = (
                f"'{withdrawn.id}' does not go with its kind: an action, and nothing else, is named by its record "
                f"and its key; write it as in 'id: {withdrawn.id.split('/')[0]}/KEY' with 'kind: action'"
            )
            problems.error(place, message, "withdrawn-kind")
        elif withdrawn.id in register.things:
            what = "it" if "/" in withdrawn.id else "its file"
            message = f"'{withdrawn.id}' is withdrawn here, yet {what} is still there; remove one of the two"
            problems.error(place, message, "withdrawn-in-use")
        elif withdrawn.id in seen:
            message = f"'{withdrawn.id}' is withdrawn twice; keep one of the two entries"
            problems.error(place, message, "withdrawn-in-use")
        elif not (withdrawn.kind or withdrawn.to):
            message = (
                f"nothing says at the old address of '{withdrawn.id}' that it was withdrawn, "
                f"for its kind is not known; add it, as in 'kind: recommendation'"
            )
            warn(register, problems, "site", ("withdrawn", n, "id"), message, "withdrawn-without-address")
        seen.add(withdrawn.id)
