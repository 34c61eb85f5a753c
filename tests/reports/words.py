"""What the rows of figures are called, written out again: a recount takes nothing from the product."""

CAME = ("came", "part", "too_late")
KINDS = {
    "group": "In a group",
    "one-to-one": "One-to-one",
    "community": "Going along to something that already exists",
    "network": "WY-FI Network",
    "": "Not said",
}
IDEAS = {
    "beneficiary": "A beneficiary's",
    "group": "The group's",
    "champion": "The champion's",
    "navigator": "A navigator's",
    "somebody_else": "Somebody else's",
    "": "Not said",
}
SETTINGS = {
    "activity": "At an activity",
    "one_to_one": "One-to-one",
    "group": "In a group",
    "outreach": "Outreach",
    "voice": "A voice without attending",
}
INVITATIONS = {
    "not_asked": "Not asked",
    "invited": "Invited",
    "coming": "Coming",
    "maybe": "Maybe",
    "not_coming": "Not coming",
}
STAGES = {
    "initial_idea": "Initial idea",
    "weeks_before": "Weeks before",
    "days_before": "Days before",
    "on_day": "On day",
    "after": "After",
}
COSTS = {
    "refreshments": "Refreshments",
    "travel": "Travel",
    "rent": "Rent for room",
    "equipment": "Equipment",
    "incentives": "Incentives",
    "reward_card": "Reward card",
    "": "Not said",
}
PAYMENTS = {
    "costs": "Their own costs",
    "gift": "Thank-you gift or reward card",
    "involvement": "Involvement payment",
}
FACES = {"good": "Good", "so_so": "So-so", "not_good": "Not good"}
ALL = "In all"
OUTCOMES = [
    "Came",
    "Cancelled in good time, or nobody knows when",
    "Cancelled late",
    "Cancelled by us",
    "Did not come",
    "Nobody has said yet",
]
