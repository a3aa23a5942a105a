"""Which verb a limb of a resolution has, whom it asks, and until when it puts off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker_site.draft.triggers import BODY

_FORMS: dict[str, tuple[str, str]] = {
    # verb: (its forms after "be" and as past tense, its forms that start a limb or follow the body)
    "noted": (r"noted", r"notes?|noting|noted"),
    "received": (r"received|taken as read", r"receives?|received"),
    "considered": (r"considered", r"considered"),
    "requested": (
        r"requested|asked|invited|instructed|urged",
        r"requests?(?! for)|requested|asks?|asked|invites?|invited|instructs?|instructed|"
        r"calls? (?:on|upon)|urges?|seeks?",
    ),
    "recommended": (r"recommended", r"recommends?|recommended"),
    "referred": (r"referred", r"refers?|referred"),
    "called-in": (r"called[- ]in", r"calls?[- ]in\b(?! best)|called[- ]in"),
    "agreed": (r"agreed", r"agrees?|agreed|agreeing"),
    "resolved": (r"resolved", r"resolves?|resolved"),
    "approved": (
        r"approved|adopted|ratified|confirmed|accepted|signed|authori[sz]ed",
        r"approves?|approved|adopts?|adopted|ratif(?:y|ies|ied)|confirms?|confirmed|accepts?|"
        r"accepted|authori[sz]es?",
    ),
    "endorsed": (r"endorsed", r"endorses?|endorsed"),
    "supported": (r"supported", r"supports?|supported"),
    "delegated": (r"delegated|given delegated authority", r"delegates?|delegated"),
    "deferred": (r"deferred|adjourned", r"defers?|deferred"),
    "withdrawn": (r"withdrawn", r"withdraws?|withdrew"),
    "not-agreed": (
        r"not (?:be )?(?:agreed|approved|accepted|supported)|rejected|refused",
        r"(?:not|does not|did not) (?:to )?(?:agree|approve|accept|support)|rejects?|rejected|"
        r"refuses?|refused",
    ),
}
_RANKS = (
    ("noted", "received", "considered"),
    ("requested", "recommended", "referred", "called-in"),
    ("agreed", "resolved", "approved", "endorsed", "supported", "delegated"),
    ("deferred", "withdrawn", "not-agreed"),
)
_RANK = {verb: rank for rank, verbs in enumerate(_RANKS) for verb in verbs}
_BEFORE = (
    rf"(?:it was |to |(?:that )?(?:{BODY}|council|members|it),? (?:to |also |further |"
    rf"hereby |unanimously |has |have )?|(?:hereby|formally|also|further|otherwise|"
    rf"unanimously) )*"
)
_PASSIVE = {
    verb: re.compile(rf"\b(?:be|is|are|was|were|been)(?: \w+ly| also| now| hereby)? (?:{past})\b", re.I)
    for verb, (past, _) in _FORMS.items()
}
_PAST = {
    verb: re.compile(rf"\bbe \w+ed,? (?:and|or) (?:{past})\b", re.I) for verb, (past, _) in _FORMS.items()
}
_START = {
    verb: re.compile(rf"\W*(?:that )?{_BEFORE}(?:{active})\b", re.I) for verb, (_, active) in _FORMS.items()
}
_ALSO = {
    verb: re.compile(
        rf"(?:\band|;|,) (?:and )?(?:that |also |further |hence |"
        rf"therefore )*{_BEFORE}(?:{active})\b(?= (?:the|that|a|an|its|their|to|completion|"
        rf"this|those|these|all)\b)",
        re.I,
    )
    for verb, (_, active) in _FORMS.items()
}
_TRIGGER_VERBS = {
    "resolved": "resolved", "resolution": "resolved", "resolutions": "resolved", "ordered": "resolved",
    "agreed": "agreed", "noted": "noted", "recommended": "recommended", "decided": "resolved", "approved": "approved",
    "endorsed": "endorsed", "received": "received", "referred": "referred", "deferred": "deferred",
    "supported": "supported", "adopted": "approved", "confirmed": "approved", "accepted": "approved",
    "signed": "approved", "taken": "received", "penderfynwyd": "resolved", "cytunwyd": "agreed", "nodwyd": "noted",
    "argymhellwyd": "recommended",
}  # fmt: skip
_TO_BODY = (
    r"(?:the )?(?P<to>(?:[A-Z][\w’'&-]*,? (?:and |of |for |the )*){0,8}"
    r"(?:Cabinet|CABINET|Council|COUNCIL|Executive|EXECUTIVE|Board|BOARD|Committee|Panel|Forum|Mayor|Leader|"
    r"Government|Commissioners?))\b(?! (?!That\b|To\b)[A-Z])"
)
_TO_AT_START = re.compile(rf"\(?(?:(?i:to) )?{_TO_BODY}(?=\W*(?i:that|to)\b)")
_TO = (
    re.compile(
        r"\bThat (?!it\b)(?:the |a )?(?P<to>[^,.;:]{2,100}?) be (?:requested|asked|invited|instructed|urged|"
        r"recommended)\b",
        re.I,
    ),
    re.compile(rf"\b(?i:recommend(?:s|ed)?|refer(?:s|red)?) (?:\w+ )?(?i:to) {_TO_BODY}"),
    re.compile(rf"\b(?i:recommend(?:s|ed)?) (?:that )?{_TO_BODY}"),
    re.compile(rf"\b(?i:makes?|made) (?i:(?:an? |the )?(?:following )?recommendations?) to {_TO_BODY}"),
    re.compile(
        r"\b(?:requests?|requested|asks?|asked|invites?|instructs?|calls? (?:on|upon)|"
        r"urges?)(?: that)? (?:the )?(?P<to>[A-Z][^,.;:]{1,100}?) (?:to|be|provides?|brings?|"
        r"should|considers?)\b"
    ),
    re.compile(
        r"\b(?i:recommend(?:s|ed)?|refer(?:s|red)?)(?: \w+)? "
        r"to (?:the )?(?P<to>[A-Z][^,.;:]{1,100}?)(?= (?:that|to|for|as)\b|[.,;:]|$)"
    ),
    re.compile(
        r"\bbe (?:referred|recommended|"
        r"submitted) (?:back )?to (?:the )?(?P<to>[A-Z][^,.;:]{1,100}?)(?= (?:that|to|for|as|"
        r"and|with)\b|[.,;:]|$)"
    ),
)
_UNTIL = re.compile(
    r"\b(?:deferred|adjourned|defers?)\b[^.;]{0,60}?\b(?:until|till|to|pending) (?P<until>[^.;]{3,150})", re.I
)


def verb_of(text: str, trigger: str) -> str | None:
    """Return what a limb did: of the verbs in it the one that goes furthest, else that of the word above it."""
    return furthest([verb for _, verb in sorted(_verbs_in(text))]) or _TRIGGER_VERBS.get(trigger)


def furthest(verbs: Sequence[str]) -> str | None:
    """Return of some verbs the first of those that go furthest."""
    return max(verbs, key=_RANK.__getitem__, default=None)


def does_decide(verb: str) -> bool:
    """Whether a verb says that the meeting decided, and did not only listen, ask or put off."""
    return verb in _RANKS[2]


def own_verb(text: str) -> str | None:
    """Return the verb that a limb names itself, if it does."""
    return verb_of(text, "")


def whom_it_asks(text: str) -> str | None:
    """Return whom a limb asks or refers to, as the minutes name them."""
    found = next((match for pattern in _TO if (match := pattern.search(text))), None)
    found = found or _TO_AT_START.match(text)
    return found["to"].strip() if found else None


def until_when(text: str) -> str | None:
    """Return until when or where a limb puts something off."""
    found = _UNTIL.search(text)
    return found["until"].strip() if found else None


def _verbs_in(text: str) -> Iterator[tuple[int, str]]:
    for verb in _FORMS:
        if _START[verb].match(text):
            yield 0, verb
        for patterns in (_PASSIVE, _PAST, _ALSO):
            if match := patterns[verb].search(text):
                yield match.start() + 1, verb
