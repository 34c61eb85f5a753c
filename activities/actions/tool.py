"""What a tool does to the lines of the check list that it is for."""

from collections.abc import Iterable

from activities.models import Activity
from activities.scheduling import due_of
from checklist import actions as checklist
from checklist.form import Stage, Tool


def tick_line(*, activity: Activity, tool: Tool, by, stages: Iterable[Stage] = Stage) -> int:
    """Tick the lines that this tool does, as its work is done; return how many steps that ticked."""
    return checklist.mark_tool_done(checklist=activity.checklist, tool=tool, by=by, stages=stages)


def untick_line(*, activity: Activity, tool: Tool) -> int:
    """Set the lines that this tool does back to "to do", as its work is to be done again; return how many steps.

    The plan comes `with_colleagues`.
    """
    return checklist.take_tool_back(checklist=activity.checklist, tool=tool, due=due_of(activity))
