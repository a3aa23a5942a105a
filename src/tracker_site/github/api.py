"""The API of GitHub, asked on behalf of one repository."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

_SECONDS = 30
_A_PAGE = 100
_PAGES = 50


class Refused(Exception):
    """GitHub did not do what was asked: holds a sentence that says what it answered."""


@dataclass(frozen=True, slots=True)
class Api:
    """One repository, and the right to ask about it."""

    address: str
    """Of the API: "https://api.github.com"."""
    repository: str
    """Owner and name: "examplebury/tracker"."""
    token: str

    @classmethod
    def of_workflow(cls, environment: Mapping[str, str]) -> Api:
        """Return the API as a workflow reaches it, by what GitHub puts into its environment."""
        names = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")
        if missing := [name for name in names if not environment.get(name)]:
            raise Refused(f"this runs in a workflow on GitHub; not set here: {', '.join(missing)}")
        return cls(*(environment[name] for name in names))

    def ask(self, method: str, path: str, given: Mapping[str, str] | None = None) -> Any:
        """Return what GitHub answers about a path of the repository; raise `Refused` where it does not."""
        request = Request(
            f"{self.address}/repos/{self.repository}/{path}",
            method=method,
            data=None if given is None else json.dumps(given).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise Refused(f"GitHub refused to {method} {path}: {error.code} {error.reason}") from None
        except (URLError, TimeoutError) as error:
            raise Refused(f"GitHub did not answer to {method} {path}: {error}") from None

    def list(self, path: str, **query: str) -> Iterator[Any]:
        """Yield the entries of a list, page by page."""
        for page in range(1, _PAGES + 1):
            asked = urlencode({**query, "per_page": _A_PAGE, "page": page})
            entries = self.ask("GET", f"{path}?{asked}")
            yield from entries
            if len(entries) < _A_PAGE:
                return
