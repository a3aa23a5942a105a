"""The id of each file, which it is named by: one meaning each."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count

from tracker_site.problems import Problems
from tracker_site.source.finding import Found, visible
from tracker_site.source.kinds import KINDS, refuse

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")


def check_ids(found: tuple[Found, ...], problems: Problems) -> frozenset[str]:
    """Return the paths of the files whose id is another's too or none at all, each of them noted."""
    misnamed = set()
    taken = {each.id for each in found}
    first: dict[str, Found] = {}
    for each in sorted(found, key=lambda each: (each.kind != "site", each)):
        other = first.setdefault(each.id.casefold(), each)
        if other is not each:
            misnamed.add(each.path)
            apart = "" if other.id == each.id else ", but for capitals"
            refuse(each.path, problems, "repeated-id", visible(each.id), other.path, apart)
    for each in first.values():
        if not _ID.fullmatch(each.id):
            misnamed.add(each.path)
            refuse(each.path, problems, "bad-id", visible(each.id), _better_id(each, taken))
    return frozenset(misnamed)


def _better_id(found: Found, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", found.id.casefold()))
    words = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())
    good = words.strip("-")[:76].strip("-")
    if not good:
        return ""
    free = (name for name in chain([good], (f"{good}-{n}" for n in count(2))) if name not in taken)
    return f" to '{next(free)}{KINDS[found.kind]}'"
