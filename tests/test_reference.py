"""The reference of the content is what the models say."""

from __future__ import annotations

from tests.support import ROOT
from tracker_site.authoring.reference import write_reference


def test_the_reference_is_current() -> None:
    """`docs/content.md` is what `make docs` writes."""
    assert (ROOT / "docs" / "content.md").read_text() == write_reference()
