"""What rules find wrong with records: each code with its sentence, and which of them are warnings that may be accepted.

The codes are a promise, their sentences are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker_site.problems import Place, Problems
from tracker_site.records.base import Record
from tracker_site.records.site import Site
from tracker_site.records.walk import Path
from tracker_site.register.register import Register
from tracker_site.source import SourceFile

WARNINGS = {
    "quiet": "an open recommendation whose last dated record is older than 'quiet_after'",
    "open-ended-date": "a date of a record that has no last possible day ('2021-07-22/..')",
    "no-outcome": "a meeting that was held, of which no outcome is recorded",
    "schedule-passed": "a scheduled meeting whose day has passed",
    "never-considered": "a recommendation that no meeting has ever considered",
    "recommends-without-record": "an outcome that recommends something of which there is no record",
    "reopens-nothing": "open news of a whole in which everything is closed",
    "meets-nothing": "a clock that is named as met by something that concerns nothing for which it runs",
    "contact-details": "an e-mail address, a telephone number, a postcode or an NHS number in a text of a record",
    "odd-character": "a character that a PDF gives in the place of a plain one, so that a search misses the word",
    "divided-word": "a word that a hyphen divides at the end of a line, which the page shows in two parts",
    "quotes-around-title": "curly quotes around a whole title or name, which are published with it",
    "before-visit": "something that was said of an inspection before its visit began",
    "due-before-issue": "a due date before what is due was asked for, or before the visit that it came of",
    "same-number": "two recommendations of one source with the same number",
    "same-meeting": "two meetings of one body on one day that nothing tells apart",
    "same-label": "two outcomes of one item with the same label",
    "history-unread": "a history of the files that can't be read, so that pages do not say when they changed",
    "leftover": "files that systems and editors leave in folders, as 'Thumbs.db', which are passed over",
    "no-base-url": "no address of the site, so that canonical addresses and the sitemap are left out",
    "accessibility-incomplete": "an accessibility statement that lacks some of the parts that it must have",
    "withdrawn-without-address": "a withdrawn record whose old address can't say so, for want of its kind",
    "not-fetched": "another tracker whose data is not in the content yet",
    "accessibility-not-reviewed": "an accessibility statement that was not reviewed for a year",
}
"""Every code that a record may accept, and what it stands for."""


MESSAGES: Mapping[str, str] = {
    "accessibility-incomplete": "the accessibility statement does not say {}; add it under 'accessibility'",
    "accessibility-not-reviewed": "the accessibility statement was not reviewed for a year; review it, and write "
    "that day as 'reviewed'",
    "alias-in-use.record": "'{}' is the id of a record of today, so it can't be a former id; remove it here",
    "alias-in-use.withdrawn": "'{}' is withdrawn in site.yml, so its address tells that; remove it here or there",
    "alias-in-use.taken": "'{}' is a former id of '{}' already, and leads to one record only; remove it here or "
    "there",
    "bad-value.language": "{} is not the code of a language; write it as in 'en', 'en-GB' or 'cy'",
    "before-issue": "'{}'{} was issued later ({}) than this was said ({}); correct one of the two dates",
    "before-visit": "the visit of '{}' began later ({}) than this was said ({}); correct one of the two dates, or "
    "accept this with 'accepts: [before-visit]'",
    "common-status-redefined": "'{}' is a common status and means itself; choose another key for the council's own "
    "word",
    # What it says is not repeated: what is printed at a check stays where nobody can take it back.
    "contact-details": "{} stands here; leave it out if it reaches a private person; if it is a public office's own, "
    "accept this with 'accepts: [contact-details]'",
    "contradiction": "'{}' is said to be '{}' here and '{}' on line {}, both by '{}'; keep the one that holds",
    "discussion-is-reported": "what is said in the discussion or the paper is the council's word; write 'said_by: "
    "council', or put what '{}' said under the outcome that says so",
    "divided-word": "'{}' ends this line in the middle of a word, so the page shows it in two parts; write '{}' on one "
    "line, or accept this with 'accepts: [divided-word]'",
    "due-before-issue": "this is due {}, before {} ({}); correct one of the two dates, or accept this with 'accepts: "
    "[due-before-issue]'",
    "due-before-meeting": "'{}' is due {}, before the meeting that asked for it ({}); correct one of the two dates",
    "ends-before-it-begins": "the visit ends before it begins; write the earlier date under 'from'",
    "held-in-the-future": "this meeting ({}) can't have been held yet; write 'state: scheduled', or correct the date",
    "history-unread": "the history of these files could not be read, so pages do not say when records last changed or "
    "what was corrected: {}",
    "id-is-a-folder.list": "'{0}' is a folder of the site itself, below {1}/, so no {2} can have that id; rename "
    "the file",
    "id-is-a-folder.tracker": "'{}' is a folder of the site itself, below from/; give the tracker another key",
    "id-is-a-folder.alias": "'{}' is a folder of the site itself, below recommendations/; remove it here",
    "leftover": "this was left here by a system or an editor, and is passed over{}; delete it, or accept such files "
    "with 'accepts: [leftover]' in site.yml",
    "listening-moves-nothing": "an outcome that only {} moves nothing: progress under it is what the council "
    "reported; write 'said_by: council', or the verb that decided",
    "low-contrast": "white text on '{}' has a contrast of {:.1f}:1 and needs {}:1; take a darker one",
    "meets-nothing": "'{}' runs for {}, and nothing that this is about is one, so it meets nothing; name it under "
    "'about'",
    "names-itself": "'{}' names itself here; name {}, or remove it",
    "name-for-windows": "a page stands in a folder of its key, and Windows can't hold one called '{}'; give it another "
    "key, as in '{}-1'",
    "never-considered": "no meeting has ever considered this recommendation; record the one that did, or "
    "accept this with 'accepts: [never-considered]'",
    "no-base-url": "'base_url' is missing, so canonical addresses and the sitemap are left out; add the address of the "
    "site",
    "no-base-url.no-feed-id": "'base_url' is missing, so canonical addresses and the sitemap are left out, and the ids "
    "of feeds and calendars change with the title; add the address at which the site is published, or where it has "
    "none yet, 'feed_id: {}'",
    "no-outcome": "this meeting was held, yet no outcome is recorded; add one, or 'record: not-recorded' in its item",
    "no-words-of-acceptance": "a full council accepts in words of its own; give them in a 'note' of this progress",
    "not-fetched": "the data of '{}' is not here, so nothing of it is shown; {}",
    "not-made-here": "'{}' does not come from this meeting; write 'from: {}' in its record",
    "not-signed-off.meeting": "scrutiny signs off at a meeting, in an outcome that decides; record that meeting and "
    "say it there, or write 'said_by: council'",
    "not-signed-off.verb": "'{}' does not decide, so nothing is signed off by it; write 'said_by: council', or the "
    "verb that decided",
    "not-signed-off.body": "'{}' is not a scrutiny body (its 'kind' is '{}'), so it can't sign off; write 'said_by: "
    "council'",
    "not-the-inspectorate": "only an inspection, or an update whose 'by' names an inspectorate, can say this for the "
    "inspectorate; record it there, or write 'said_by: council' for what the council reported",
    "odd-character.letter": "'{0}' holds {1}{2}, so a search for '{3}' does not find it; type '{3}' instead, or accept "
    "this with 'accepts: [odd-character]'",
    "odd-character.symbol": "'{}' holds {}{}, which most readers see as an empty box; type what it means, as '-' for a "
    "bullet, or accept this with 'accepts: [odd-character]'",
    "order-denied": "'{}' is said to be earlier than '{}', yet the dates deny that ({}; {}); correct a date "
    "or the order",
    "order-in-a-circle": "'{}' is said to be earlier than '{}', and other records say the reverse; remove one of them",
    "outcomes-without-meeting": "a meeting that is {} has no outcomes; remove them, or write 'state: held'",
    "page-is-a-folder": "'{}' is a folder of the site itself, so no page can have that id; rename the file",
    "promised-and-reported": "work that is only reported was promised in no record; remove 'promised' here, or "
    "record the action where it was promised",
    "open-ended-date": "'{}' has no last possible day, so it counts at its earliest; write one that a source gives, as "
    "in '{}', or accept this with 'accepts: [open-ended-date]'",
    "quiet": "no record of this open recommendation is dated after {}; record what was said of it, or accept this with "
    "'accepts: [quiet]'",
    "quotes-around-title": "the quotes around this are not those that hold a text together, so they are published "
    "with it; delete them, type straight ones (\") instead, or accept this with 'accepts: [quotes-around-title]'",
    "recommends-without-record": "this recommends something, and no recommendation is recorded; add one with 'from: "
    "{}' and name it here under 'makes', or accept this with 'accepts: [recommends-without-record]'",
    "reopened-without-reason": "'{}' was closed ('{}'), and this opens it again ('{}'); say why in a 'reason'",
    "reopens-nothing": "everything in '{}' is closed already, and news of a whole does not reopen it; name what was "
    "opened again, with a 'reason'",
    "repeated-key-of-thing.line": "'{}' is a key on line {} already{}; give each thing a key of its own",
    "repeated-key-of-thing.capitals": "'{}' and '{}' differ only by capitals, so their addresses are one; rename "
    "one of them",
    "same-label": "{} is the label of another outcome of this item too (line {}); correct one of the two, delete "
    "what stands twice, or accept this with 'accepts: [same-label]'",
    "same-meeting": "'{}' is a meeting of the same body on the same day ({}), and nothing tells the two apart; make "
    "one record of them, or give each a title and items of its own",
    "same-number": "{} is the number of '{}' too ({}), of the same source; correct one of the two, delete what "
    "stands twice, or accept this with 'accepts: [same-number]'",
    "schedule-passed": "the day of this meeting has passed ({}); write what became of it",
    "unknown-point": "{} is not a point of this motion{}",
    "unknown-reference": "there is no {}{}",
    "unknown-start": "{} is not a date from which a clock for '{}' can run{}",
    "unknown-word.kind": "{} is not a kind of {}{}",
    "unknown-word.maker": "{} makes no inspections; write 'inspectorate', or remove it",
    "unknown-word.no-kinds": "'kind' does not go with 'record: {}'; remove it",
    "withdrawn-in-use.there": "'{}' is withdrawn here, yet {} is still there; remove one of the two",
    "withdrawn-in-use.twice": "'{}' is withdrawn twice; keep one of the two entries",
    "withdrawn-kind": "'{}' does not go with its kind: an action, and nothing else, is named by its record and its "
    "key; write it as in 'id: {}/KEY' with 'kind: action'",
    "withdrawn-without-address": "nothing says at the old address of '{}' that it was withdrawn, for its kind is not "
    "known; add it, as in 'kind: recommendation'",
    "wrong-kind": "'{}' is {}; name {} here",
}
"""The sentence on each mistake. A code of several mistakes has one for each, told apart by what stands behind a dot."""


class Finding(NamedTuple):
    """What a rule finds wrong: where in the file of the record, a sentence, and a code.

    It is a warning, which the record may accept, where `WARNINGS` has its code, else an error.
    """

    where: Path | Place
    message: str
    code: str


def found(where: Path | Place, key: str, *about: object) -> Finding:
    """Return the finding of a mistake at its place; `about` fills its sentence."""
    return Finding(where, MESSAGES[key].format(*about), key.partition(".")[0])


def note(problems: Problems, record: Record | Site, file: SourceFile, findings: Iterable[Finding]) -> None:
    """Note what rules found wrong with a record, or the settings, that stands in a file."""
    for where, message, code in findings:
        place = where if isinstance(where, Place) else file.place(*where)
        if code not in WARNINGS:
            problems.error(place, message, code)
        elif code not in record.accepts:
            problems.warn(place, message, code)


def note_one(register: Register, problems: Problems, id: str, finding: Finding) -> None:
    """Note what a rule found wrong with a record of a register, or with its settings (`site`)."""
    records = register.records
    note(problems, records.site if id == "site" else records.by_id[id], records.files[id], [finding])
