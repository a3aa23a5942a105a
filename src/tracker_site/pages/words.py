"""The labels and the phrases, under one name for the modules of pages."""

from tracker_site.labels import *  # noqa: F403
from tracker_site.phrases import *  # noqa: F403
