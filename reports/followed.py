"""What the trail follows of reports: nothing of their own. Who takes one out is said by those who hand it over."""

from reports.models import Export

NOTHING_PERSONAL = {Export: "a file that is made for a while: the trail says who took it out"}
