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
    Tool.RISK: ToolPage(
        url_name="activities:risk_detail",
        words="Write down what could do harm and what is done about it. This line is ticked when it is signed.",
        press="Open the risk assessment",
    ),
}
