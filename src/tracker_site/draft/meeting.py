"""From the files of one meeting's minutes to all that was found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker_site.draft.contacts import lines_struck, strike_contacts
from tracker_site.draft.findings import Answer, Asked, ItemFound, MeetingFound, PersonFound, SourceFound, Told
from tracker_site.draft.head import find_body, find_date, kind_of, language_of, state_of_minutes
from tracker_site.draft.items import find_item, is_formal
from tracker_site.draft.keys import free_name, key_from
from tracker_site.draft.made import with_made
from tracker_site.draft.matching import Known, council_named, council_of_bodies
from tracker_site.draft.names import private_names
from tracker_site.draft.numbered import with_numbered
from tracker_site.draft.paragraphs import Paragraph, paragraphs_of
from tracker_site.draft.people import People, chair_who_spoke, find_people, people_who_spoke
from tracker_site.draft.reading import Typed
from tracker_site.draft.shape import Shape, shape_of, title_of
from tracker_site.draft.tables import items_of_tables


def find_meeting(files: Sequence[Typed], known: Known) -> MeetingFound:
    """Return what the minutes of one meeting say, which may be saved item by item in several files."""
    texts = [items_of_tables(tuple(strike_contacts(paragraphs_of(typed)))) for typed in files]
    shapes = [shape_of(text) for text in texts]
    heads = [each for shape, text in zip(shapes, texts, strict=True) for each in _head(shape, text)]
    everything = [each for text in texts for each in text]
    body, date = find_body(heads, everything, known), find_date(heads, everything)
    council = body.value.split("/")[0] if isinstance(body, Told) else None
    council = council or council_of_bodies((each.text for each in everything), known)
    council = council or council_named((each.text for each in heads), known)
    items, peoples = _items(shapes, council, known)
    items = with_numbered(with_made(items, body, date, known.made), council, known)
    peoples = [find_people([each for shape in shapes for each in shape.head], is_head=True), *peoples]
    kept = [item for item in items if not is_formal(item)]
    is_paper = all(shape.is_paper for shape in shapes)
    present = [each for group in peoples for each in group.present]
    if not is_paper:
        present += people_who_spoke(everything)
        present += chair_who_spoke(everything, present)
    is_whole = any(shape.head and shape.is_ended for shape in shapes) and not any(
        shape.breaks_off for shape in shapes
    )
    people = _once(present), _once([each for group in peoples for each in group.apologies])
    return MeetingFound(
        body=body,
        date=date,
        kind=kind_of(heads),
        state="unknown" if is_paper else "held",
        is_paper=is_paper,
        covers="whole" if is_whole else "part",
        minutes="unknown" if is_paper else state_of_minutes(heads),
        language=language_of(everything),
        present=people[0],
        apologies=people[1],
        struck=lines_struck(everything),
        items=tuple(kept),
        left_out=tuple(
            item.title.value for item in items if item not in kept and isinstance(item.title, Told)
        ),
        sources=_sources(shapes, kept, is_paper),
        names=private_names(everything, [*people[0], *people[1]]),
        file_name=_file_name(body, date, known),
        name_so_far=_name_so_far(body, date, council, kept, known),
    )


def _head(shape: Shape, text: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return what stands before the first item; of a paper, the lines that say for which meeting it is."""
    if not shape.is_paper:
        return shape.head
    first = next(
        (
            n
            for n, each in enumerate(text)
            if re.match(r"\W*(?:executive summary|recommendation|\d+[. ])", each.text, re.I)
        ),
        12,
    )
    return text[: min(first, 12)]


def _items(
    shapes: Sequence[Shape], council: str | None, known: Known
) -> tuple[list[ItemFound], list[People]]:
    keys: set[str] = set()
    found = []
    for shape in shapes:
        for raw in shape.items:
            is_cut = shape.breaks_off and raw is shape.items[-1]
            found.append(find_item(raw, council, known, keys, is_cut, shape.is_paper))
    return [item for item, _ in found], [people for _, people in found]


def _once(people: Sequence[PersonFound]) -> tuple[PersonFound, ...]:
    """Return each person once, and all of whom only a note is left."""
    seen: dict[tuple[str | None, str | None], PersonFound] = {}
    for person in people:
        if person.note:
            continue
        same = next((key for key in seen if _is_same(key, person)), None)
        if same is None:
            seen[(person.name, person.role)] = person
        elif seen[same].role is None:
            seen[same] = replace(
                seen[same], role=person.role, capacity=person.capacity or seen[same].capacity
            )
    return (*seen.values(), *(person for person in people if person.note))


def _is_same(key: tuple[str | None, str | None], person: PersonFound) -> bool:
    name, role = key
    return name == person.name if person.name else role is not None and role == person.role


def _sources(shapes: Sequence[Shape], items: Sequence[ItemFound], is_paper: bool) -> tuple[SourceFound, ...]:
    """Return the document itself: under the title of its one item, or of its head."""
    lines = [
        each
        for shape in shapes
        for each in shape.head
        if re.search(r"\bminutes\b", each.text, re.I) and not each.style
    ]
    if lines:
        return (SourceFound(title_of(max(lines, key=lambda each: len(each.text)))),)
    titles = [item.title.value for item in items if isinstance(item.title, Told)]
    return tuple(SourceFound(title) for title in titles) if len(shapes) >= len(titles) or is_paper else ()


def _file_name(body: Answer, date: Answer, known: Known) -> str | None:
    if isinstance(body, Asked) or isinstance(date, Asked):
        return None
    name = f"{body.value.replace('/', '-').casefold()}-{date.value}"[:76]
    return free_name(name, known.ids)


def _name_so_far(
    body: Answer, date: Answer, council: str | None, items: Sequence[ItemFound], known: Known
) -> str:
    """Return what is known of the name of the file: of a meeting without a date, what its one item was."""
    councils = {each.id: each.council for each in known.inspections}
    about = {councils[id] for item in items for id in item.about.likely if id in councils}
    council = council or (about.pop() if len(about) == 1 else None)
    who = body.value.replace("/", "-") if isinstance(body, Told) else f"{council or 'COUNCIL'}-BODY"
    titles = [item.title.value for item in items if isinstance(item.title, Told)]
    what = key_from(titles[0], set()) if len(titles) == 1 else "DATE"
    return f"{who}-{date.value if isinstance(date, Told) else what}"
