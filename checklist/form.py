"""The words of the form: its stages, its areas and what can become of a step. No database."""

from django.db import models


class Stage(models.TextChoices):
    """The five columns of the form, in the order in which they come round."""

    INITIAL_IDEA = "initial_idea", "Initial idea"
    WEEKS_BEFORE = "weeks_before", "Weeks before"
    DAYS_BEFORE = "days_before", "Days before"
    ON_DAY = "on_day", "On day"
    AFTER = "after", "After"


class Area(models.TextChoices):
    """The four bands of the form. Each has a sign and a colour of its own, named by its value."""

    COMMUNICATION = "communication", "Communication with Beneficiaries"
    VENUE = "venue", "Venue/activity"
    EXPENSES = "expenses", "Expenses"
    COLLEAGUES = "colleagues", "Organisation and communication with colleagues"


class State(models.TextChoices):
    """What can become of a step."""

    TO_DO = "to_do", "To do"
    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "Not needed"


class SpeakTo(models.TextChoices):
    """The roles that "Who do I need to speak to?" names. Each stands in the text of a line as it is said."""

    BENEFICIARIES = "the beneficiaries", "The beneficiaries"
    NAVIGATORS = "the navigators", "The navigators"
    LEAD_NAVIGATOR = "the lead navigator", "The lead navigator"
    BUDGET_HOLDER = "the budget holder", "The budget holder"
    VENUE = "the venue", "The venue"
    VOLUNTEERS = "volunteers", "Volunteers"
    PEER_MENTORS = "peer mentors", "Peer mentors"


class Tool(models.TextChoices):
    """What a line of the form opens, beside being ticked."""

    TALK = "talk", "Helps to talk about interests"
    TELL = "tell", "Writes to the navigators"
    UNDERSTOOD = "understood", "Ticked by a navigator, in Review"
    CLASHES = "clashes", "Shows what is in the way"
    CHECK_IN = "check_in", "Checks in with the navigators"
    WRITE_UP = "write_up", "Writes up how it went"
    REMIND = "remind", "Says whom to remind"
    INVITE = "invite", "Asks others along"
    VENUE = "venue", "Finds out whether a venue fits"
    RISK = "risk", "Makes the risk assessment"
    BOOKING = "booking", "Books the room"
    SET_UP = "set_up", "Says what to set up"
    ESTIMATE = "estimate", "Works out how much is needed"
    CASH_REQUEST = "cash_request", "Asks for the cash"
    CASH = "cash", "Notes who was given the cash"
    CLAIM_PRINT = "claim_print", "Prints the expenses form"
    CLAIM_RETURN = "claim_return", "Brings receipts and change together"


STAGE_ORDER = {stage: place for place, stage in enumerate(Stage.values)}
