"""Where the well-known forges show a file's history, and where they let anybody suggest a change to it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from tracker_site.records.site import Repository


@dataclass(frozen=True, slots=True)
class ForgeLinks:
    """The addresses of a file's history and of the editor in the browser, as far as a forge has them."""

    history: str | None
    edit: str | None


NOWHERE = ForgeLinks(None, None)


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
            return ForgeLinks(f"{at}/commits/{branch}/{path}", f"{at}/edit/{branch}/{path}")
        case "gitlab", _:
            return ForgeLinks(f"{at}/-/commits/{branch}/{path}", f"{at}/-/edit/{branch}/{path}")
        case ("gitea" | "forgejo", _) | (_, "codeberg.org"):
            return ForgeLinks(f"{at}/commits/branch/{branch}/{path}", f"{at}/_edit/{branch}/{path}")
        case _, "bitbucket.org" if "/" not in branch:
            # Its addresses take no branch with a slash.
            return ForgeLinks(f"{at}/history-node/{branch}/{path}", f"{at}/src/{branch}/{path}?mode=edit")
        case _, "dev.azure.com":
            # Its editor has no address of its own.
            there = f"?path=/{path}&version=GB{quote(repository.branch, safe='')}"
            return ForgeLinks(f"{at}{there}&_a=history", None)
    return NOWHERE
