"""Where a page comes from: when its record last changed, its history, and the way to suggest a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, exactly
from tracker_site.git import UnreadHistory
from tracker_site.provenance import Provenance
from tracker_site.records.site import Repository
from tracker_site.status.standing import Standing


@dataclass(frozen=True, slots=True)
class ForgeLinks:
    """The addresses of a file's history and of the editor in the browser, as far as a forge has them."""

    history: str | None = None
    edit: str | None = None


@dataclass(frozen=True, slots=True)
class ProvenanceShown:
    """Where the record of a page comes from, as far as that is known, and the id by which editors name the entity."""

    id: str
    changed: PartialDate | None = None
    is_unread: bool = False
    """Whether there is a history that could not be read, so that nobody knows when the record changed."""
    links: ForgeLinks = ForgeLinks()


def provenance_shown(guide: Guide, id: str) -> ProvenanceShown:
    """Return where the record of an entity comes from; of one that is not yet in the repository only its id."""
    file, known = guide.file_of(id.split("/")[0]), _known(guide)
    if known and file not in known.files:
        return ProvenanceShown(id)
    day = known.files[file] if known else None
    is_unread = isinstance(guide.provenance, UnreadHistory)
    repository = guide.site.repository
    links = forge_links(repository, file) if repository else ForgeLinks()
    return ProvenanceShown(id, exactly(day) if day else None, is_unread, links)


def _known(guide: Guide) -> Provenance | None:
    """Return what git knows of the files of the content, where it could be asked."""
    return guide.provenance if isinstance(guide.provenance, Provenance) else None


def latest_change(guide: Guide, records: Iterable[str]) -> date | None:
    """Return when any of these records last changed, or any was taken away; nothing where that is not known of each.

    What a record that was taken away said may have stood there too.
    """
    known = _known(guide)
    if known is None:
        return None
    days = [known.files.get(guide.file_of(record)) for record in records]
    return max(day for day in (*days, known.removed) if day) if all(days) else None


def change_of_standing(guide: Guide, standing: Standing, shown: Iterable[str] = ()) -> date | None:
    """Return when any record last changed that the page of a recommendation or an action is made from.

    `shown` are entities that it names beside what was said of it. The settings of the site do not count.
    """
    if _known(guide) is None:
        return None
    named = {target.split("/")[0] for target in (standing.id, *shown, *_records_behind(standing))}
    councils = {council for record in named if (council := guide.authority_of(record))}
    return latest_change(guide, sorted(named | councils))


def _records_behind(standing: Standing) -> Iterator[str]:
    """Yield what its timeline and its due dates name."""
    for entry in standing.timeline:
        yield from (entry.record, entry.on, *([entry.action] if entry.action else ()))
    yield from (due.record for due in standing.due_dates if due.record)


def forge_links(repository: Repository, file: str) -> ForgeLinks:
    """Return where a file of the content is shown, by the host of its repository.

    Of a host that is not known nothing is returned: a link that leads nowhere is worse than none. A company's own
    GitHub, GitLab, Gitea or Forgejo is known where its host is named after it, as in 'gitlab.example.org'.
    """
    host = (urlsplit(repository.url).hostname or "").removeprefix("www.")
    at = repository.url.split("#")[0].split("?")[0].rstrip("/").removesuffix(".git")
    folder = repository.content_path.strip("/").removeprefix(".").strip("/")
    path, branch = quote(f"{folder}/{file}" if folder else file), quote(repository.branch)
    match host.split(".")[0], host:
        case "github", _:
            history, edit = f"commits/{branch}/{path}", f"edit/{branch}/{path}"
        case "gitlab", _:
            history, edit = f"-/commits/{branch}/{path}", f"-/edit/{branch}/{path}"
        case ("gitea" | "forgejo", _) | (_, "codeberg.org"):
            history, edit = f"commits/branch/{branch}/{path}", f"_edit/{branch}/{path}"
        case _, "bitbucket.org" if "/" not in branch:
            # Its addresses take no branch with a slash.
            history, edit = f"history-node/{branch}/{path}", f"src/{branch}/{path}?mode=edit"
        case _, "dev.azure.com":
            # Its editor has no address of its own.
            version = quote(repository.branch, safe="")
            return ForgeLinks(f"{at}?path=/{path}&version=GB{version}&_a=history")
        case _:
            return ForgeLinks()
    return ForgeLinks(f"{at}/{history}", f"{at}/{edit}")
