"""The council's colour and logo, by its settings."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.support import project_at, write
from tracker_site.pipeline import Clock, MadeSite, make_site
from tracker_site.project import Project

DAY = date(2026, 3, 4)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'


def branded(root: Path, brand: str) -> MadeSite:
    """Return a site with a brand, its logo among its own templates."""
    write(root, {"site.yml": f"title: A tracker\nbase_url: https://tracker.example/\nbrand: {brand}\n"})
    own = root / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "assets" / "logo.svg").write_text(LOGO)
    usual = project_at(root)
    return make_site(
        Project(root, usual.content, (own, *usual.templates), usual.output),
        Clock(DAY, DAY),
        with_search=False,
    )


def test_the_logo_stands_in_the_head_of_each_page(tmp_path: Path) -> None:
    """It is a file of the site, and the name of the site beside it is what is read out."""
    site = branded(tmp_path, "{logo: logo.svg}")
    image = re.search(r'<img src="([^"]+)" alt="" height="40">', site.files["data/index.html"].decode())
    assert image
    assert site.files[image[1].removeprefix("../")] == LOGO.encode()


def test_the_colour_is_in_the_style_and_nowhere_else(tmp_path: Path) -> None:
    """No page holds a style of its own, which the content security policy would refuse."""
    site = branded(tmp_path, '{colour: "#00594f"}')
    sheet = next(content for name, content in site.files.items() if name.startswith("assets/site."))
    assert sheet.decode().rstrip().endswith(":root { --brand: #00594f; }")
    assert not any(b"#00594f" in content for name, content in site.files.items() if name.endswith(".html"))
