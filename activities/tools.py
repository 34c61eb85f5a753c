"""The pages that lines of the form open: each line is a live tool."""

from dataclasses import dataclass

from checklist.form import Tool


@dataclass(frozen=True)
class ToolPage:
    """Where a tool's page is (its address takes the plan's number), and how a line speaks of it."""

    url_name: str
    words: str
    press: str


PAGES: dict[Tool, ToolPage] = {
    Tool.VENUE: ToolPage(
        "activities:venue_choose",
        "This line is ticked once you chose a place, and all that this group needs to know of it is known.",
        "Find a place",
    ),
    Tool.BOOKING: ToolPage(
        "activities:booking_edit",
        "This line is ticked once the room is booked. Write down how far it is.",
        "Book the room",
    ),
    Tool.SET_UP: ToolPage(
        "activities:set_up",
        "Here is what to set up and whom to ring. One press there ticks this line.",
        "Set up the room",
    ),
}
