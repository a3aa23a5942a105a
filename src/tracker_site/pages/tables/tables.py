"""All tables of the data, in the order in which they are best read."""

from __future__ import annotations

from typing import Any

from tracker_site.pages.tables import actions, common, councils, meetings, motions, recommendations, said
from tracker_site.pages.tables.columns import Table

TABLES: tuple[Table[Any], ...] = (
    recommendations.RECOMMENDATIONS,
    recommendations.PARTS,
    common.RECOMMENDATION_THEMES,
    actions.ACTIONS,
    actions.ACTION_RECOMMENDATIONS,
    recommendations.DUE_DATES,
    recommendations.MEETING_ROWS,
    said.TIMELINE,
    said.PROGRESS,
    said.PROGRESS_SUBJECTS,
    said.RESPONSES,
    meetings.MEETINGS,
    meetings.ATTENDANCE,
    meetings.ITEMS,
    meetings.ITEM_SUBJECTS,
    meetings.POINTS,
    meetings.POINT_SUBJECTS,
    meetings.OUTCOMES,
    meetings.OUTCOME_LIMBS,
    meetings.OUTCOME_SUBJECTS,
    motions.MOTIONS,
    motions.MOTION_POINTS,
    motions.AMENDMENTS,
    motions.AMENDMENT_DROPS,
    motions.VOTES,
    said.UPDATES,
    actions.PLANS,
    councils.INSPECTIONS,
    councils.JUDGEMENTS,
    councils.INQUIRIES,
    councils.INQUIRY_REPORTS,
    said.CLOCKS,
    said.MEASURES,
    said.FIGURES,
    councils.AUTHORITIES,
    councils.BODIES,
    common.THINGS,
    common.RELATIONS_TABLE,
    common.SOURCES,
    common.THEMES,
    common.STATUSES,
    common.STATUS_WORDS,
    recommendations.ALIASES,
    common.SITE,
)
