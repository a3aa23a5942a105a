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
    assurance, status_since, status_said_in, due, due_latest, late, silent_since_due, quiet, last_news,
    last_news_latest, last_news_in, issued, url
  FROM recommendations
  UNION ALL
  SELECT 'action', id, title, authority, owner, status, status_label, assurance,
    status_since, status_said_in, due, due_latest, late, silent_since_due, quiet, last_news, last_news_latest,
    last_news_in, promised, url
  FROM actions"""

VIEWS: tuple[View, ...] = (
    View(
        "followed",
        "Recommendations and actions in one list, with what they have in common",
        _FOLLOWED,
    ),
    View(
        "promises_without_date",
        "Which promises and requests have no date: open, no standing duty, nobody has said by when; the oldest first",
        """  SELECT id, title, nature, owner, when_words, authority, record, promised,
    CAST(julianday((SELECT value FROM site WHERE name = 'as_at')) - julianday(promised_latest) AS INTEGER)
      AS days_since_at_least,
    due IS NOT NULL AS had_a_date, last_news, url
  FROM actions
  WHERE promise = 'undated' AND nature <> 'reported'
  ORDER BY promised_earliest IS NULL, promised_earliest, id""",
    ),
    View(
        "dates_that_slipped",
        "Which due dates slipped, worst first: a date that was dropped, then the most days; only what is certain",
        """  SELECT first.thing AS id, thing.kind, thing.title, thing.authority, first.due AS first_due,
    now.due AS now_due, now.due = 'unknown' AS was_dropped, now.place - 1 AS times_moved,
    (SELECT count(*) FROM due_dates AS moved
      WHERE moved.thing = first.thing AND moved.place > 1 AND moved.reason IS NULL) AS times_without_reason,
    CAST(julianday(now.due_earliest) - julianday(first.due_latest) AS INTEGER) AS days_at_least,
    CAST(julianday(now.due_latest) - julianday(first.due_earliest) AS INTEGER) AS days_at_most, thing.url
  FROM due_dates AS first
  JOIN due_dates AS now ON now.thing = first.thing AND now.present = 1
  JOIN things AS thing ON thing.id = first.thing
  WHERE first.place = (
      SELECT min(known.place) FROM due_dates AS known WHERE known.thing = first.thing AND known.due <> 'unknown'
    )
    AND now.place > first.place
    AND (now.due = 'unknown' OR julianday(now.due_earliest) > julianday(first.due_latest))
  ORDER BY was_dropped DESC, days_at_least DESC, first.thing""",
    ),
    View(
        "completed_never_signed_off",
        "What was reported as completed, and never signed off by scrutiny or confirmed from outside",
        """  SELECT kind, id, title, authority, owner, status_label, assurance, status_since, status_said_in, url
  FROM followed
  WHERE status = 'completed' AND assurance IN ('none', 'reported')
  ORDER BY kind DESC, status_since, id""",
    ),
    View(
        "raised_before",
        "What has been raised before: each recommendation with all earlier ones of the same concern, step by step",
        """  WITH RECURSIVE thread (recommendation, earlier, steps) AS (
    SELECT relations.record, things.record, 1
    FROM relations JOIN things ON things.id = relations.thing WHERE relation = 'repeats'
    UNION
    SELECT thread.recommendation, things.record, thread.steps + 1
    FROM thread
    JOIN relations ON relations.record = thread.earlier AND relation = 'repeats'
    JOIN things ON things.id = relations.thing
    WHERE thread.steps < 50
  )
  SELECT now.id, now.title, now.authority, now.issued, now.status, min(thread.steps) AS steps,
    before.id AS earlier, before.title AS earlier_title, before.issued AS earlier_issued,
    before.status AS earlier_status, before.assurance AS earlier_assurance, now.url
  FROM thread
  JOIN recommendations AS now ON now.id = thread.recommendation
  JOIN recommendations AS before ON before.id = thread.earlier
  GROUP BY now.id, before.id
  ORDER BY now.id, steps, before.id""",
    ),
    View(
        "gone_quiet",
        "What has gone quiet: open, and nothing recorded for longer than the site allows; the longest first",
        """  SELECT followed.kind, followed.id, followed.title, followed.authority, followed.owner,
    followed.status_label, followed.issued, followed.last_news, followed.last_news_in,
    (SELECT count(*) FROM meeting_rows AS silent
      WHERE silent.recommendation = followed.id AND silent.considered = 0 AND silent.place > coalesce(
        (SELECT max(heard.place) FROM meeting_rows AS heard
          WHERE heard.recommendation = followed.id AND heard.considered IS NOT 0), 0)) AS meetings_silent_since,
    followed.url
  FROM followed
  WHERE quiet = 1
  ORDER BY last_news IS NOT NULL, last_news_latest, followed.id""",
    ),
    View(
        "late",
        "What is late: open, and its due date, or that of a part, has certainly passed; the longest first",
        """  SELECT kind, id, title, authority, owner, min(coalesce(due_latest, '9999'), coalesce(
      (SELECT min(parts.due_latest) FROM parts WHERE parts.recommendation = followed.id AND parts.late = 1), '9999'
    )) AS was_due_by, status_label, silent_since_due, last_news, url
  FROM followed
  WHERE late = 1
  ORDER BY was_due_by, id""",
    ),
    View(
        "never_answered",
        "Which recommendations have no answer on record: none was given, whatever was proposed",
        """  SELECT id, title, authority, addressed_to, issued, status_label, url
  FROM recommendations
  WHERE response IS NULL
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
        "How many recommendations stand where, and who says so, council by council",
        """  SELECT authority, status, assurance, count(*) AS recommendations,
    sum(late) AS late, sum(quiet) AS quiet
  FROM recommendations
  GROUP BY authority, status, assurance
  ORDER BY authority, status, assurance""",
    ),
    View(
        "promises_by_owner",
        "What each office is to do: open, late, without a date, done; and how much of it was promised",
        """  SELECT authority, owner, count(*) AS promises, sum(phase = 'open') AS open, sum(late) AS late,
    sum(promise = 'undated') AS undated, sum(promise = 'standing') AS standing, sum(promise = 'done') AS done,
    sum(nature = 'promised') AS promised, sum(nature = 'asked-for') AS asked_for, sum(nature = 'decided') AS decided,
    sum(nature = 'noted') AS noted
  FROM actions
  WHERE nature <> 'reported'
  GROUP BY authority, owner
  ORDER BY late DESC, undated DESC, authority, owner""",
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
