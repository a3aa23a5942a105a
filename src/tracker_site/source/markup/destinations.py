"""Where links may lead."""

from __future__ import annotations

import re

from tracker_site.source.markup.unseen import UNSEEN, show_hidden
from tracker_site.source.markup.writing import SECOND_WALL, escape


def is_web_address(text: str) -> bool:
    """Return whether a text is a whole http(s) address that a link may have."""
    return bool(_WEB.fullmatch(text)) and _opens(text)


_UNFIT = rf"""(?u:[\s\\<>"\x00-\x1f\x7f-\x9f{UNSEEN}])"""
_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
RECORD = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9-]+)?")
_WEB = re.compile(rf"https?://{_HOST}\.?(?::[0-9]+)?(?:[/?#](?:(?!{_UNFIT}).)*)?", re.I | re.A)
_MAIL = re.compile(rf"mailto:[a-z0-9._+'-]+@{_HOST}(?:\?subject=[a-z0-9%._-]*)?", re.I | re.A)
_PHONE = re.compile(r"tel:\+?[0-9][0-9.()-]*", re.I | re.A)
_TO_A_RECORD = "link to a record by its id, as in [the visit](leeds-ilacs-2022)"
_OBJECTIONS = tuple(
    (re.compile(pattern, re.I | re.A | re.DOTALL), objection)
    for pattern, objection in (
        (r"$", f"a link leads nowhere; {_TO_A_RECORD}"),
        (rf".*[{UNSEEN}]", "{} holds a hidden character; type the address anew"),
        (r"(?u:.*\s)", "{} has spaces; write %20 for each, or put a space before the round bracket"),
        (rf".*{_UNFIT}", "{} holds a backslash, a quotation mark or a '<'; copy the address anew"),
        (r"https?:/*[^/?#]*@", "{} gives a user name; leave out what stands before the '@'"),
        (r"https?:/*[^/?#]*[^\x00-\x7f]", "{} has a host outside a to z; write its punycode form (xn--…)"),
        (r"https?:", "{} is not a whole web address; copy it from the browser, from https:// on"),
        (r"mailto:", "{} is not an e-mail address; write it as in mailto:name@example.org"),
        (r"tel:", "{} is not a telephone number; write it as in tel:+441132224414"),
        (r"[a-z][a-z0-9+.-]*:", f"{{}} is not https:, http:, mailto: or tel:; {_TO_A_RECORD}"),
        (r"//", "{} lacks the beginning of an address; write https: before it"),
        (r"#", f"{{}} is a place in a page, which may move; {_TO_A_RECORD}"),
        (r"www\.", "{} lacks the beginning of an address; write https:// before it"),
        (r"", f"{{}} is neither a web address nor an id; {_TO_A_RECORD}"),
    )
)


def find_objection(destination: str) -> str | None:
    """Return why a link may not lead there, with the remedy, or nothing where it may."""
    if is_web_address(destination) or any(kind.fullmatch(destination) for kind in (RECORD, _MAIL, _PHONE)):
        return None
    objection = next(objection for pattern, objection in _OBJECTIONS if pattern.match(destination))
    return objection.format(f"'{show_hidden(destination[:60])}'")


def _opens(address: str) -> bool:
    """Return whether a browser could read an address, whose rules the second wall knows."""
    return "href" in SECOND_WALL.clean(f'<a href="{escape(address)}">')
