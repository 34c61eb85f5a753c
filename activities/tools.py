"""The pages that lines of the form open: each line is a live tool."""

from dataclasses import dataclass

from checklist.form import Tool


@dataclass(frozen=True)
class ToolPage:
    """Where a tool's page is (its address takes the plan's number), and how a line speaks of it."""

    url_name: str
    words: str
    press: str


_MONEY = "activities:money_detail"
PAGES: dict[Tool, ToolPage] = {
    Tool.TALK: ToolPage(
        "activities:interest_talk_list",
        "Here is what each person told you so far, and words to begin with. "
        "This line is ticked once you talked with everybody on the plan.",
        "Talk about interests",
    ),
    Tool.CHECK_IN: ToolPage(
        "activities:write_up",
        "This line is ticked once you wrote to the navigators, on the day and after it.",
        "Check in",
    ),
    Tool.WRITE_UP: ToolPage(
        "activities:write_up",
        "Here you write how it went, and send it. The e-mail is written for you. Sending it ticks this line.",
        "Write it up",
    ),
    Tool.REMIND: ToolPage(
        "activities:invitation_list",
        "Here is whom to remind, and how they like it. One press there ticks this line for the days before.",
        "Remind people",
    ),
    Tool.INVITE: ToolPage(
        "activities:other_guest_list",
        "Here you hold places for volunteers, peer mentors and other teams. Writing one down ticks this line.",
        "Ask others along",
    ),
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
    Tool.ESTIMATE: ToolPage(_MONEY, "Here you work out how much is needed, line by line.", "Work out the money"),
    Tool.CASH_REQUEST: ToolPage(_MONEY, "Here you ask the budget holder for the cash.", "Ask for cash"),
    Tool.CASH: ToolPage(_MONEY, "Here you see where the cash is, and who hands it over.", "See where the cash is"),
    Tool.CLAIM_PRINT: ToolPage("activities:money_print", "Take the form along, blank or filled in.", "Print the form"),
    Tool.CLAIM_RETURN: ToolPage(
        _MONEY, "Here you write down what was spent, and bring back the rest.", "Settle the cash"
    ),
    Tool.RISK: ToolPage(
        url_name="activities:risk_detail",
        words="Write down what could do harm and what is done about it. This line is ticked when it is signed.",
        press="Open the risk assessment",
    ),
}
