"""One reckoning everywhere: pages, briefings, `tracker.json`, CSV, SQLite; of the made-up council and of content/."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from tests.support import data_of, text_of
from tests.support.published import Published, Row, answer, leads_to, published
from tracker_site.dates import in_words, parse_date
from tracker_site.records.meeting import Meeting


@pytest.fixture(params=["council", "content"])
def of(request: pytest.FixtureRequest) -> Published:
    return published(request.param)


def test_silence_is_the_same_in_the_tables_and_in_tracker_json(of: Published) -> None:
    """Since when, heard where, the meetings in a row and those of which that is not known: of everything open."""
    silences = of.accounts.silences
    open_ones = {id for id, one in of.things.items() if one["silence"] and not one.get("superseded_by")}
    assert open_ones == set(silences)
    assert any(one.is_quiet for one in silences.values())
    meetings = of.ask("SELECT * FROM silent_meetings")
    for place, row in enumerate(of.ask("SELECT * FROM silences ORDER BY place"), 1):
        id, silence = row["thing"], silences[row["thing"]]
        in_json = of.things[id]["silence"]
        assert (row["place"], id) == (place, list(silences)[place - 1])
        assert row["since"] == in_json["since"] == silence.since.text
        assert row["heard_in"] == in_json["heard_in"] == silence.heard_in
        assert row["last_meeting"] == in_json["last_meeting"] == silence.last_meeting
        assert row["meetings_silent_since"] == len(in_json["meetings"]) == len(silence.meetings)
        assert row["meetings_not_known"] == len(in_json["unsure"]) == len(silence.unsure)
        is_quiet = None if row["quiet"] is None else bool(row["quiet"])
        assert is_quiet is of.things[id]["quiet"] is silence.is_quiet
        counted = of.things[id]["quiet_since"] or {"day": None, "record": None}
        assert (row["quiet_since"], row["quiet_since_in"]) == (counted["day"], counted["record"])
        assert (row["days_counted"] is None) is (is_quiet is None)
        for is_certain, named in ((1, "meetings"), (0, "unsure")):
            found = {one["meeting"] for one in meetings if (one["thing"], one["certain"]) == (id, is_certain)}
            assert found == set(in_json[named])
    assert len(of.table("silences")) == len(silences)


def test_what_has_gone_quiet_is_the_same_on_every_page_and_in_the_view(of: Published) -> None:
    """The view, its CSV, the page of silence, the front page and the list, each in the same order."""
    quiet = [one for one in of.accounts.silences.values() if one.is_quiet]
    ids = [one.id for one in quiet]
    rows = of.ask("SELECT * FROM gone_quiet")
    assert [row["id"] for row in rows] == ids
    assert [row["days_at_least"] for row in rows] == [one.days for one in quiet]
    in_csv = {row["thing"] for row in of.table("silences") if row["quiet"] == "true"}
    assert in_csv == set(ids)
    shown = of.rows("silence/")
    addresses = [leads_to(row) for row in shown]
    assert [one for one in addresses if one in {of.address(id) for id in ids}] == [
        of.address(id) for id in ids
    ]
    counted = f"{len(ids)} {'has' if len(ids) == 1 else 'have'} gone quiet"
    assert counted in of.words("silence/")
    assert counted in of.words("")
    listed = {leads_to(row) for row in of.rows("recommendations/quiet/")}
    assert listed == {of.address(id) for id in ids if "/" not in id}


def test_the_page_of_silence_says_what_the_tables_say(of: Published) -> None:
    """The date of the last word, and at how many meetings nothing was said; the thing's own page says it too."""
    by_address = {of.address(row["thing"]): row for row in of.ask("SELECT * FROM silences")}
    for shown in of.rows("silence/"):
        row = by_address.pop(leads_to(shown))
        words = text_of(shown)
        assert in_words(parse_date(row["since"])) in words
        number = row["meetings_silent_since"]
        passed = re.search(r"Nothing is recorded of it at (?:the last (\d*) ?|(\d+) )meetings? of", words)
        assert int((passed[1] or passed[2] or "1") if passed else "0") == number
        if passed:
            sentence = re.search(r"Nothing is recorded of it at .*?\.", words)
            assert sentence
            assert sentence[0] in of.words(leads_to(shown))
            assert all(body in sentence[0] for body in row["bodies"].split("; "))
    left = [row for row in by_address.values() if row["quiet"] or row["meetings_silent_since"]]
    assert left == []


def test_a_briefing_counts_the_meetings_that_the_tables_count(of: Published) -> None:
    """Since the same word, of the meetings of its own body: how many said nothing, and of how many it is not known."""
    counted = of.ask(
        """SELECT meetings.body, silences.thing, since, sum(certain) AS silent, sum(NOT certain) AS unsure
        FROM silences
        JOIN silent_meetings ON silent_meetings.thing = silences.thing
        JOIN meetings ON meetings.id = silent_meetings.meeting
        GROUP BY meetings.body, silences.thing"""
    )
    known = {
        (row["body"], in_words(parse_date(row["since"])), row["silent"], row["unsure"])
        for row in counted
        if row["silent"]
    }
    said = r"Nothing is recorded of it(?: itself)? since (?!it )([^,;.]*), at (\d+) meetings? of your \w+"
    found = set()
    for body in {row["body"] for row in counted}:
        told_there = " ".join(
            of.words(name.removesuffix("index.html"))
            for name in of.site.files
            if re.fullmatch(rf"briefings/{body}/(more/(page/\d+/)?)?index\.html", name)
        )
        for since, silent, unsure in re.findall(rf"{said}(?:; of (\d+) more)?", told_there):
            found.add((body, since, int(silent), int(unsure or 0)))
    assert found <= known
    assert len(found) > 5 or of is published("content")


def test_promises_are_the_same_in_the_tables_and_in_tracker_json(of: Published) -> None:
    """What became of each, and of those that were kept, whether in time."""
    rows = {row["id"]: row for row in of.ask("SELECT * FROM actions")}
    actions = {one["id"]: one for one in data_of(of.site)["actions"]}
    assert set(rows) == set(actions) == set(of.dataset.actions)
    for id, row in rows.items():
        sort, told_of = of.dataset.actions[id].promise, actions[id]
        assert row["promise"] == told_of["promise"] == sort
        assert row["when_words"] == told_of["when"]
        kept = told_of["kept"]
        assert bool(kept) is (sort == "kept")
        for which in ("first", "last"):
            by_date = kept[f"by_{which}_date"] if kept else {}
            assert row[f"kept_by_{which}_due"] == by_date.get("in_time")
            for bound in ("least", "most"):
                assert row[f"days_after_{which}_due_at_{bound}"] == by_date.get(f"days_late_at_{bound}")
        if kept:
            assert (row["kept_said"], row["kept_said_in"]) == (kept["said"], kept["said_in"])
            assert row["first_due"] == kept["by_first_date"]["due"]
            assert row["due"] == kept["by_last_date"]["due"]


def test_the_pages_of_promises_say_what_the_tables_say(of: Published) -> None:
    """Each is in both lists, and what is said of one that was kept follows from its row; so do the totals."""
    rows = {of.address(row["id"]): row for row in of.ask("SELECT * FROM actions WHERE nature <> 'reported'")}
    said = {
        "in-time": "(kept|completed) in time",
        "late": "(kept|completed) late, by",
        "in-time-or-late": "(kept|completed) in time, or late by",
        "not-known": "whether it was (kept|completed) in time is not known",
        None: "",
    }
    for folder in ("promises/", "promises/owners/"):
        shown = of.rows(folder)
        assert sorted(map(leads_to, shown)) == sorted(rows)
        for one in shown:
            row, words = rows[leads_to(one)], text_of(one)
            assert re.search(said[row["kept_by_first_due"]], words, re.IGNORECASE)
            assert (row["promise"] == "kept") is bool(
                re.search("(kept|completed) (in time|late)", words, re.IGNORECASE)
            )
            if row["days_after_first_due_at_most"]:
                assert f"{row['days_after_first_due_at_most']:,} day" in words
    kept = of.ask("SELECT * FROM promises_kept")
    assert {row["id"] for row in kept} == {row["id"] for row in rows.values() if row["promise"] == "kept"}
    in_all = of.words("promises/")
    for nature, done in (("promised", "kept"), ("noted", "completed")):
        theirs = [row for row in kept if row["nature"] == nature]
        assert (f": {len(theirs)} {done}" in in_all) is bool(theirs)
        in_time = sum(row["kept_by_first_due"] == "in-time" for row in theirs)
        assert not in_time or f": {in_time} in time" in in_all


def test_why_a_promise_was_given_up_is_the_same_everywhere() -> None:
    """By whom, at which meeting and why: on the page of promises, in the table and in `tracker.json`."""
    of = published("council")
    rows = {row["id"]: row for row in of.ask("SELECT * FROM actions WHERE promise = 'given-up'")}
    shown = {leads_to(row): text_of(row) for row in of.rows("promises/")}
    titles = {row["id"]: row["title"] for row in of.ask("SELECT id, title FROM things")}
    assert rows
    for id, row in rows.items():
        in_json = of.things[id]["ended"]
        assert (in_json["said_in"], in_json["reason"]) == (row["ended_in"], row["ended_reason"])
        said = f"So said by the council in {titles[row['ended_in']]} {row['ended_reason']}"
        assert said in shown[of.address(id)]
    assert {id for id, one in of.things.items() if one.get("ended")} == set(rows)


def test_promises_without_a_date_are_the_same_everywhere(of: Published) -> None:
    """The view, `tracker.json`, the list of such actions and the page of promises, with the days since."""
    rows = of.ask("SELECT * FROM promises_without_date")
    ids = [row["id"] for row in rows]
    undated = {id: one for id, one in of.things.items() if one.get("promise") == "undated"}
    assert set(ids) == {id for id, one in undated.items() if one["nature"] != "reported"}
    assert {leads_to(row) for row in of.rows("actions/undated/")} == set(map(of.address, undated))
    shown = {leads_to(row): text_of(row) for row in of.rows("promises/")}
    in_all = of.words("promises/").split("All that was")[0]
    assert sum(map(int, re.findall(r"(\d+) without a date", in_all))) == len(rows)
    for row in rows:
        words = shown[of.address(row["id"])]
        days = row["days_since_at_least"]
        assert days == of.dataset.actions[row["id"]].days_since_promised
        assert (f"{days:,} days ago" if days else "since when is not known") in words
        assert bool(row["had_a_date"]) is bool(of.things[row["id"]]["due"])


def test_slippage_is_the_same_everywhere(of: Published) -> None:
    """The page in its order, the table, the view and `tracker.json`: dates, days, moves and reasons."""
    in_json = {id: one["slippage"] for id, one in of.things.items() if one["slippage"]}
    for id, one in of.things.items():
        in_json |= {
            f"{id}/{part['key']}": part["slippage"] for part in one.get("parts", ()) if part["slippage"]
        }
    rows = of.ask("SELECT * FROM slippages ORDER BY place")
    assert [row["thing"] for row in rows] == list(of.accounts.slippages)
    assert {row["thing"] for row in rows} == set(in_json)
    slipped = [row["thing"] for row in rows if row["slipped"]]
    assert [row["id"] for row in of.ask("SELECT * FROM dates_that_slipped")] == slipped
    dates = of.ask("SELECT * FROM due_dates ORDER BY thing, place")
    for row in rows:
        told_of = in_json[row["thing"]]
        assert (row["first_due"], row["times_moved"]) == (told_of["first"], told_of["times_moved"])
        assert (row["move"], row["times_without_reason"]) == (told_of["move"], told_of["without_reason"])
        assert row["days_at_least"] == told_of["days_at_least"]
        assert row["days_at_most"] == told_of["days_at_most"]
        moves = [one for one in dates if one["thing"] == row["thing"] and one["place"] > 1]
        assert [(one["due"], one["set_in"]) for one in moves] == [
            (one["to"], one["record"]) for one in told_of["moves"]
        ]
        assert [one["reason"] for one in moves] == [one["reason"] for one in told_of["moves"]]
        assert row["now_due"] == moves[-1]["due"]
    titles = {row["id"]: row["title"] for row in of.ask("SELECT id, title FROM things")}
    shown = [text_of(one) for one in of.rows("slippage/")]
    assert len(shown) == len(rows)
    for words, row in zip(shown, rows, strict=True):
        assert words.startswith(titles[row["thing"]])
        if row["move"] == "later":
            assert f"{row['days_at_least']:,}" in words
    counts = re.search(r"(\w+) (?:is|are) now due later than at first, and (\w+) lost", of.words("slippage/"))
    if counts:
        later = sum(row["move"] == "later" for row in rows)
        dropped = sum(row["move"] == "dropped" for row in rows)
        assert counts.groups() == (str(later or "none"), str(dropped or "none"))


def test_a_date_that_was_dropped_is_called_so_everywhere() -> None:
    """With when and where, in one word: in the lists, on the front page, in promises and slippage, on its own page."""
    of = published("council")
    dropped = {
        row["thing"]: row["set_in"]
        for row in of.ask("SELECT * FROM due_dates WHERE present AND due = 'unknown'")
    }
    titles = {row["id"]: row["title"] for row in of.ask("SELECT id, title FROM things")}
    assert len(dropped) == 3
    for id, record in dropped.items():
        said = f"date dropped in {titles[record]}"
        folders = ("actions/", "promises/") if "/" in id else ("recommendations/",)
        for folder in (*folders, "slippage/"):
            rows = [text_of(row) for row in of.rows(folder) if leads_to(row) == of.address(id)]
            assert rows
            assert all(said in row for row in rows), folder
        assert f"Now: date dropped , in {titles[record]}" in of.words(of.address(id))
        assert "Due date dropped" in of.words(of.address(id))
        assert "date not known" not in of.words(of.address(id))
    assert "date dropped in" in of.words("")
    for address in ("", "promises/", "slippage/", "recommendations/", "actions/"):
        # Of a meeting the day may be unknown; of the dates here none is.
        assert "date not known" not in of.words(address), address


def test_what_was_completed_and_never_signed_off_is_the_same_everywhere(of: Published) -> None:
    """The view and `tracker.json`; the promises among them in the totals, and what a briefing says of them."""
    ids = {row["id"] for row in of.ask("SELECT id FROM completed_never_signed_off")}
    assert ids
    assert ids == {id for id, one in of.things.items() if one["never_signed_off"]}
    reported = {
        id
        for id, one in of.things.items()
        if one["status"] == "completed" and one["assurance"] in ("none", "reported")
    }
    assert ids <= reported
    for id in reported:
        assert ("not signed off by scrutiny" in of.words(of.address(id))) is (id in ids)
        stands_for_it = "what it answers is signed off|received in .*, which is no sign-off"
        assert bool(re.search(stands_for_it, of.words(of.address(id)))) is (id not in ids)
    actions = {id for id in ids if "/" in id and of.things[id]["nature"] != "reported"}
    told = re.findall(
        r"\((\d+) on the council’s word alone\)", of.words("promises/").split("All that was")[0]
    )
    assert sum(map(int, told)) == len(actions)


def test_what_was_raised_before_is_the_same_everywhere(of: Published) -> None:
    """The view, the threads and `tracker.json`; and how often each recommendation's page says that it was raised."""
    found: dict[str, set[str]] = {}
    for row in of.ask("SELECT * FROM raised_before"):
        found.setdefault(row["id"], set()).add(row["earlier"])
    in_json = {id: one for id, one in of.things.items() if one.get("thread")}
    assert found == {id: set(one["raised_before"]) for id, one in in_json.items() if one["raised_before"]}
    threads = of.ask("SELECT * FROM threads ORDER BY thread, place")
    assert {row["recommendation"] for row in threads} == set(in_json)
    times = ("", "once", "twice", "three times", "four times")
    for row in threads:
        thread = in_json[row["recommendation"]]["thread"]
        assert thread[row["place"] - 1] == row["recommendation"]
        if row["times_raised"] > 1:
            since = f" since {row['since_year']}" if row["since_year"] else ""
            assert f"raised {times[row['times_raised']]}{since}." in of.words(
                of.address(row["recommendation"])
            )


def test_what_is_late_is_the_same_everywhere(of: Published) -> None:
    """The view, `tracker.json` and the lists; and a briefing says that it was due on the day that the table has."""
    rows = of.ask("SELECT * FROM late")
    assert {row["id"] for row in rows} == {id for id, one in of.things.items() if one["late"]}
    for kind in ("recommendations", "actions"):
        listed = {leads_to(row) for row in of.rows(f"{kind}/late/")}
        assert listed == {of.address(row["id"]) for row in rows if f"{row['kind']}s" == kind}


def _assert_counted(row: Row, theirs: list[Row]) -> None:
    """Promises are counted by themselves, with what became of them, and so is each other nature."""
    promises = [one for one in theirs if one["nature"] == "promised"]
    natures = {"asked_for": "asked-for", "decided": "decided", "noted": "noted", "aims": "aim"}
    assert (row["actions"], row["promises"]) == (len(theirs), len(promises))
    assert [row[column] for column in natures] == [
        sum(one["nature"] == nature for one in theirs) for nature in natures.values()
    ]
    for sort in ("late", "undated", "kept"):
        assert row[f"promises_{sort}"] == sum(one["promise"] == sort for one in promises)


def test_the_promises_of_each_office_are_the_same_everywhere(of: Published) -> None:
    """The view and `tracker.json`, and the totals on the page of promises by office."""
    rows = of.ask("SELECT * FROM promises_by_owner")
    actions = [one for one in data_of(of.site)["actions"] if one["nature"] != "reported"]
    counted = of.counted("promises/owners/")
    for row in rows:
        theirs = [
            one for one in actions if (one["authority"], one["office"]) == (row["authority"], row["office"])
        ]
        _assert_counted(row, theirs)
        for sort in ("late", "undated", "standing", "kept", "given_up"):
            assert sum(one["promise"].replace("-", "_") == sort for one in theirs) == row[sort]
        name = row["office"] or "no owner is named"
        assert row["actions"] in [number for heading, number in counted.items() if heading.endswith(name)]
    assert sum(row["actions"] for row in rows) == len(actions)
    assert len(rows) < len({(one["authority"], one["owner"]) for one in actions}) or of is published(
        "content"
    )


def test_the_briefings_are_the_same_on_their_pages_and_in_the_data(of: Published) -> None:
    """Under each heading the same questions in the same order, about the same things, for the same meeting."""
    rows = of.ask("SELECT * FROM briefing_items ORDER BY body, place")
    briefings = {one["body"]: one for one in data_of(of.site)["briefings"]}
    pages = {name for name in of.site.files if re.fullmatch(r"briefings/[^/]+/[^/]+/index\.html", name)}
    assert {f"briefings/{body}/index.html" for body in briefings} == pages
    assert {row["body"] for row in rows} <= set(briefings)
    meetings = {row["id"]: row["date"] for row in of.ask("SELECT id, date FROM meetings")}
    for body, briefing in briefings.items():
        theirs = [row for row in rows if row["body"] == body]
        page = of.site.files[f"briefings/{body}/index.html"].decode()
        printed = []
        for group in briefing["groups"]:
            section = re.search(rf'<h2 id="{group["key"]}">.*?</section>', page, re.DOTALL)
            assert section
            assert group["heading"] in text_of(section[0])
            # The heads of a history are the page's own.
            words = text_of(re.sub(r"<dt>.*?</dt>", "", section[0]))
            asked = [
                " ".join(
                    text_of(one) for one in re.findall(r'<p class="question">(.*?)</p>', matter, re.DOTALL)
                )
                for matter in section[0].split('<li id="matter-')[1:]
            ]
            assert asked == [item["question"] or "" for item in group["items"]]
            for item in group["items"]:
                for told in (item["recorded"], item["question"]):
                    assert all(one in words for one in re.findall(r"[^:]{20,}?[.?](?= |$)", told or ""))
            assert sum(row["reason"] == group["key"] for row in theirs) == group["total"]
            printed += [
                {**item, "said_in": next(iter(item["said_in"]), None), "reason": group["key"]}
                for item in group["items"]
            ]
        in_table = [{**row, "number": row["place"]} for row in theirs if row["printed"]]
        assert [{key: row[key] for key in one} for row, one in zip(in_table, printed, strict=True)] == printed
        assert [one["number"] for one in printed] == list(range(1, len(printed) + 1))
        assert {row["next_meeting"] for row in theirs} <= {briefing["next_meeting"]}
        assert {row["next_date"] for row in theirs} <= {meetings.get(briefing["next_meeting"] or "")}


def test_what_presses_is_what_the_other_tables_say(of: Published) -> None:
    """What a briefing calls quiet or late is so in the tables: that itself, or what is one matter with it."""
    for reason, column in (("quiet", "quiet"), ("late", "late")):
        marked = {id for id, one in of.things.items() if one[column]}
        for row in of.ask(f"SELECT about FROM briefing_items WHERE reason = '{reason}'"):
            thread = of.things[row["about"]].get("thread") or [row["about"]]
            actions = [id for id, one in of.things.items() if not set(thread).isdisjoint(_answered(one))]
            assert marked & {row["about"], *thread, *actions}


def _answered(thing: dict[str, Any]) -> set[str]:
    return {target.split("/")[0] for target in thing.get("recommendations", ())}


def test_the_promises_to_each_body_are_the_same_everywhere(of: Published) -> None:
    """The view and `tracker.json`, and the totals on the page of promises."""
    rows = of.ask("SELECT * FROM promises_by_body")
    actions = [one for one in data_of(of.site)["actions"] if one["nature"] != "reported"]
    counted = of.counted("promises/")
    titles = {row["id"]: row["title"] for row in of.ask("SELECT id, title FROM things")}
    for row in rows:
        theirs = [
            one for one in actions if (one["authority"], one["body"]) == (row["authority"], row["body"])
        ]
        _assert_counted(row, theirs)
        name = titles[row["body"]] if row["body"] else "its own plans and letters"
        assert counted[f"{titles[row['authority']]}: {name}"] == row["actions"]
        assert row["kept"] == sum(one["promise"] == "kept" for one in theirs)
    assert sum(row["actions"] for row in rows) == len(actions)


def test_the_queries_of_a_journalist_as_printed_say_what_the_pages_say(of: Published) -> None:
    """Each row of the four stands on the page of its kind, and no row of that page is missing."""
    titles = {row["id"]: row["title"] for row in of.ask("SELECT id, title FROM things")}
    undated = [
        leads_to(row)
        for row in of.rows("promises/")
        if re.search(r"recorded (?:at least )?[\d,]+ days? ago|since when", row)
    ]
    in_query = [row["title"] for row in answer(of.site, "Which promises have no date?")]
    assert sorted(in_query) == sorted(_title(titles, one) for one in undated)

    slipped = [row["title"] for row in answer(of.site, "Which dates slipped most?")]
    shown = [
        _title(titles, leads_to(row)) for row in of.rows("slippage/") if re.search(r"<td[^>]*><strong>", row)
    ]
    assert slipped == shown[:20]

    claimed = [row["title"] for row in answer(of.site, "What was completed but never signed off?")]
    completed = (id for id, one in of.things.items() if one["status"] == "completed")
    unsigned = [id for id in completed if "not signed off by scrutiny" in of.words(of.address(id))]
    assert sorted(claimed) == sorted(titles[id] for id in unsigned)

    again = {row["title"] for row in answer(of.site, "What has been raised before?")}
    threads = [of.things[id]["thread"] for id in of.things if of.things[id].get("thread")]
    assert again <= {titles[id] for thread in threads for id in thread[1:]}
    assert all(title in of.words("lineage/") for title in again)
    assert bool(again) is bool(threads)

    assert len(answer(of.site, "How much did each office promise, and how much of that is late?")) > 1


def _title(titles: dict[str, str], address: str) -> str:
    """Return the title of the recommendation, the part of one or the action whose page has an address."""
    return titles[address.split("/", 1)[1].rstrip("/").replace("#part-", "/")]


def test_every_source_is_in_the_tables(of: Published) -> None:
    """As many as the records name, each with the title that is typed, under its record."""
    records = of.standings.register.records.by_id.values()
    expected = Counter((one.id, source.title) for one in records for source in one.sources)
    expected += Counter(
        (one.id, source.title)
        for one in records
        if isinstance(one, Meeting)
        for item in one.items
        for source in item.sources
    )
    found = Counter((row["record"], row["title"]) for row in of.ask("SELECT record, title FROM sources"))
    assert found == expected
    assert expected
