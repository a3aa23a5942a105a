"""Claims: what the council says is done, and nobody else has said so."""

from __future__ import annotations

from tracker_site.standing.standing import Standing


def is_never_signed_off(standing: Standing) -> bool:
    """Whether it is completed, and since it last became so neither scrutiny nor anybody from outside has said so."""
    return standing.status.common.key == "completed" and standing.step.assurance in ("none", "reported")
