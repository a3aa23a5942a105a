"""The views of the SQLite file: each answers a question that councillors and journalists ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, the question that it answers, and its query."""

    name: str
    words: str
    sql: str


_FOLLOWED = """  SELECT 'recommendation' AS kind, id, title, authority, addressed_to AS owner, status, status_label,
    assurance, status_said, status_said_in, due, due_latest, late, was_due_latest, silent_since_due, quiet,
    never_signed_off, last_news, last_news_latest, last_news_in, issued, url, stated_for_whole
  FROM recommendations
  UNION ALL
  SELECT 'action', id, title, authority, owner, status, status_label, assurance,
    status_said, status_said_in, due, due_latest, late, was_due_latest, silent_since_due, quiet,
    never_signed_off, last_news, last_news_latest, last_news_in, promised, url,
    stated_for_whole
  FROM actions"""

VIEWS: tuple[View, ...] = (
    View(
        "followed",
        "Recommendations and actions in one list, with what they have in common",
        _FOLLOWED,
    ),
    View(
        "promises_without_date",
        "Which promises and requests have no date: open, no standing duty, nobody has said by when; the "
        "oldest first",
        """  SELECT id, title, nature, owner, when_words, authority, record, promised,
    days_since_promised AS days_since_at_least, due IS NOT NULL AS had_a_date, last_news, url
  FROM actions
  WHERE promise = 'undated' AND nature <> 'reported'
  ORDER BY coalesce(promised_earliest, promised_latest) IS NULL, coalesce(promised_earliest, promised_latest), id""",
    ),
    View(
        "promises_kept",
        "What was done in time, by the date that stood first and by the last; what was late first",
        """  SELECT id, title, nature, owner, authority, assurance, kept_said, kept_said_in, first_due,
    kept_by_first_due, days_after_first_due_at_least, days_after_first_due_at_most, due AS last_due, kept_by_last_due,
    days_after_last_due_at_least, days_after_last_due_at_most, url, stated_for_whole
  FROM actions
  WHERE promise = 'kept' AND nature <> 'reported'
  ORDER BY kept_by_first_due = 'late' DESC, days_after_first_due_at_least DESC,
    days_after_first_due_at_most DESC, id""",
    ),
    View(
        "dates_that_slipped",
        "Which due dates slipped, worst first: a date that was dropped, then the most days; only what "
        "is certain",
        """  SELECT slippages.thing AS id, things.kind, things.title, things.authority, first_due, now_due,
    move = 'dropped' AS was_dropped, times_moved, times_without_reason, days_at_least, days_at_most, things.url
  FROM slippages JOIN things ON things.id = slippages.thing
  WHERE slipped = 1
  ORDER BY place""",
    ),
    View(
        "completed_never_signed_off",
        "What was reported as completed, and never signed off by scrutiny or confirmed from outside",
        """  SELECT kind, id, title, authority, owner, status_label, assurance, status_said, status_said_in, url
  FROM followed
  WHERE never_signed_off = 1
  ORDER BY kind DESC, status_said, id""",
    ),
    View(
        "raised_before",
        "What has been raised before: each recommendation with all earlier ones of the same concern, "
        "the nearest first",
        """  SELECT now.id, now.title, now.authority, now.issued, now.status, steps,
    before.id AS earlier, before.title AS earlier_title, before.issued AS earlier_issued,
    before.status AS earlier_status, before.assurance AS earlier_assurance, now.url
  FROM earlier_concerns
  JOIN recommendations AS now ON now.id = earlier_concerns.recommendation
  JOIN recommendations AS before ON before.id = earlier_concerns.earlier
  ORDER BY now.id, steps, before.id""",
    ),
    View(
        "gone_quiet",
        "What has gone quiet: open, and nothing recorded for longer than the site allows; the longest first",
        """  SELECT followed.kind, followed.id, followed.title, followed.authority, followed.owner,
    followed.status_label, followed.issued, followed.last_news, followed.last_news_in, silences.since,
    silences.heard_in, silences.days_at_least, silences.meetings_silent_since, silences.bodies,
    silences.meetings_not_known, silences.last_meeting, followed.url
  FROM silences JOIN followed ON followed.id = silences.thing
  WHERE silences.quiet = 1
  ORDER BY silences.place""",
    ),
    View(
        "late",
        "What is late: open, and its due date, or that of a part, has certainly passed; the longest first",
        """  SELECT kind, id, title, authority, owner, was_due_latest AS was_due_by, status_label, silent_since_due,
    last_news, url
  FROM followed
  WHERE late = 1 AND id NOT IN (SELECT id FROM recommendations WHERE superseded_by IS NOT NULL)
  ORDER BY was_due_by, id""",
    ),
    View(
        "never_answered",
        "Which recommendations have no answer on record: no response was given, whatever was proposed, "
        "nor a plan made",
        """  SELECT id, title, authority, addressed_to, issued, status_label,
    (SELECT min(deadline) FROM clocks WHERE record = recommendations.id AND state = 'running') AS deadline_running, url
  FROM recommendations
  WHERE response IS NULL AND answered_by_plan IS NULL
  ORDER BY issued_earliest IS NULL, issued_earliest, id""",
    ),
    View(
        "never_considered",
        "Which recommendations no meeting on record has considered",
        """  SELECT id, title, authority, issued, status_label, url
  FROM recommendations
  WHERE NOT EXISTS (
    SELECT 1 FROM meeting_rows
    WHERE meeting_rows.recommendation = recommendations.id AND meeting_rows.considered = 1
  )
  ORDER BY id""",
    ),
    View(
        "outcomes_by_meeting",
        "What each meeting did, newest first",
        """  SELECT meetings.id AS meeting, meetings.date, bodies.name AS body, bodies.authority, items.title AS item,
    outcomes.label, outcomes.verb, outcomes.did, outcomes.text, outcomes."to", meetings.url
  FROM outcomes
  JOIN items ON items.id = outcomes.item
  JOIN meetings ON meetings.id = outcomes.meeting
  JOIN bodies ON bodies.id = meetings.body
  ORDER BY coalesce(meetings.date_earliest, meetings.date_latest) DESC, meetings.id, items.place, outcomes.place""",
    ),
    View(
        "standing_by_authority",
        "How many recommendations stand where, and who says so, council by council; one whose place another took is "
        "counted as superseded, unless it was closed",
        """  SELECT authority,
    iif(phase = 'open' AND superseded_by IS NOT NULL, 'superseded', status) AS status, assurance,
    count(*) AS recommendations, sum(late AND superseded_by IS NULL) AS late,
    sum(quiet AND superseded_by IS NULL) AS quiet,
    sum(wording = 'inferred') AS inferred, sum(stated_for_whole) AS stated_for_whole
  FROM recommendations
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3""",
    ),
    View(
        "promises_by_owner",
        "What each office is to do: how much of it was promised, and how much asked for, decided, "
        "recorded or aimed at",
        """  SELECT authority, office, sum(nature = 'promised') AS promises, sum(phase = 'open') AS open,
    sum(late) AS late, sum(promise = 'undated') AS undated, sum(promise = 'standing') AS standing,
    sum(promise = 'kept') AS kept, sum(promise = 'given-up') AS given_up, sum(phase = 'closed') AS done,
    sum(nature = 'promised') AS promised, sum(nature = 'asked-for') AS asked_for, sum(nature = 'decided') AS decided,
    sum(nature = 'noted') AS noted, sum(nature = 'aim') AS aims, count(*) AS actions,
    sum(nature = 'promised' AND late) AS promises_late,
    sum(nature = 'promised' AND promise = 'undated') AS promises_undated,
    sum(nature = 'promised' AND promise = 'kept') AS promises_kept,
    sum(promise = 'kept' AND stated_for_whole) AS kept_for_whole
  FROM actions
  WHERE nature <> 'reported'
  GROUP BY authority, office
  ORDER BY late DESC, undated DESC, authority, office""",
    ),
    View(
        "promises_by_body",
        "What came up at the meetings of each body, in the councils’ own plans and letters, and by others",
        """  SELECT authority, body, written_by, sum(nature = 'promised') AS promises, sum(phase = 'open') AS open,
    sum(late) AS late, sum(promise = 'undated') AS undated, sum(promise = 'standing') AS standing,
    sum(promise = 'kept') AS kept, sum(promise = 'given-up') AS given_up, sum(nature = 'asked-for') AS asked_for,
    sum(nature = 'decided') AS decided, sum(nature = 'noted') AS noted, sum(nature = 'aim') AS aims,
    count(*) AS actions, sum(nature = 'promised' AND late) AS promises_late,
    sum(nature = 'promised' AND promise = 'undated') AS promises_undated,
    sum(nature = 'promised' AND promise = 'kept') AS promises_kept,
    sum(promise = 'kept' AND stated_for_whole) AS kept_for_whole
  FROM actions
  WHERE nature <> 'reported'
  GROUP BY authority, body, written_by
  ORDER BY authority, body, written_by""",
    ),
    View(
        "points_that_fell",
        "Which points of motions fell: taken out by an amendment that was carried",
        """  SELECT motions.title AS motion, motion_points."key" AS point, motion_points.text, motions.result,
    motions.meeting, meetings.date
  FROM motion_points
  JOIN motions ON motions.id = motion_points.motion
  JOIN meetings ON meetings.id = motions.meeting
  WHERE motion_points.fell = 1
  ORDER BY meetings.id, motions.id, motion_points.place""",
    ),
    View(
        "figures_over_time",
        "Every figure with its measure, in the order of the days for which it was said",
        """  SELECT measures.title AS measure, measures.authority, figures.value, measures.unit, measures.target,
    coalesce(figures.at, figures.date) AS at, figures.said_by, figures.record
  FROM figures JOIN measures ON measures.id = figures.measure
  ORDER BY measures.id, coalesce(figures.at_earliest, figures.date_earliest), figures.id""",
    ),
)
