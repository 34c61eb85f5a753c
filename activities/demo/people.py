"""Who is in the demo: made-up colleagues, and references that belong to nobody."""

from typing import NamedTuple

from teams.models import Role

HUB = "The Hub"
ADMIN = "Philippa Marsh"


class Colleague(NamedTuple):
    name: str
    role: Role


class Supported(NamedTuple):
    """A beneficiary: a reference, a name that they chose, and the places of their navigators in the team's list."""

    reference: str
    known_as: str = ""
    navigators: tuple[int, ...] = (0,)
    status: str = "active"


COLLEAGUES = {
    "Bradford": [
        Colleague("Imran Sykes", Role.CHAMPION),
        Colleague("Priya Chowdhury", Role.NAVIGATOR),
        Colleague("Tom Ackroyd", Role.NAVIGATOR),
        Colleague("Bernadette Quill", Role.LEAD_NAVIGATOR),
    ],
    "Calderdale": [
        Colleague("Asha Whitworth", Role.CHAMPION),
        Colleague("Kieran Holroyd", Role.CHAMPION),
        Colleague("Nadia Hussain", Role.NAVIGATOR),
        Colleague("Callum Ridge", Role.NAVIGATOR),
        Colleague("Gwen Barraclough", Role.LEAD_NAVIGATOR),
    ],
    "Kirklees": [
        Colleague("Leanne Haigh", Role.CHAMPION),
        Colleague("Owen Dyson", Role.NAVIGATOR),
        Colleague("Farah Aziz", Role.NAVIGATOR),
        Colleague("Marcus Thewlis", Role.LEAD_NAVIGATOR),
    ],
    "Leeds": [
        Colleague("Dominic Okoro", Role.CHAMPION),
        Colleague("Kasia Nowak", Role.NAVIGATOR),
        Colleague("Stephen Lumb", Role.NAVIGATOR),
        Colleague("Yvonne Carr", Role.LEAD_NAVIGATOR),
    ],
    "Wakefield": [
        Colleague("Shirley Pickles", Role.CHAMPION),
        Colleague("Arjun Mistry", Role.NAVIGATOR),
        Colleague("Holly Speight", Role.NAVIGATOR),
        Colleague("Graham Tordoff", Role.LEAD_NAVIGATOR),
    ],
    HUB: [Colleague("Noor Saleem", Role.COORDINATOR)],
}

SUPPORTED = {
    "Bradford": [
        Supported("BRD-002", "Jaz"),
        Supported("BRD-006"),
        Supported("BRD-009", "Big Col", (0, 1)),
        Supported("BRD-013", navigators=(1,)),
        Supported("BRD-017", "Mo", (1,)),
        Supported("BRD-020", navigators=(1,)),
        Supported("BRD-024", status="paused"),
        Supported("BRD-028", "Pip", status="moved_on"),
    ],
    "Calderdale": [
        Supported("CAL-003", "Robbie"),
        Supported("CAL-007"),
        Supported("CAL-011", "Tash", (0, 1)),
        Supported("CAL-014", "Sunny"),
        Supported("CAL-018", navigators=(1,)),
        Supported("CAL-022", "Ziggy", (1,)),
        Supported("CAL-025", navigators=(1,), status="paused"),
        Supported("CAL-028", "Fin"),
        Supported("CAL-031", "Dot", (1,), "moved_on"),
    ],
    "Kirklees": [
        Supported("KIR-001", "Shaz"),
        Supported("KIR-005"),
        Supported("KIR-008", "Lenny", (1,)),
        Supported("KIR-012", navigators=(1,)),
        Supported("KIR-015", "Bee", (0, 1)),
        Supported("KIR-019", navigators=()),
        Supported("KIR-023", status="paused"),
        Supported("KIR-027", navigators=(1,), status="moved_on"),
    ],
    "Leeds": [
        Supported("LDS-004", "Ty"),
        Supported("LDS-010"),
        Supported("LDS-016", "Nan", (1,)),
        Supported("LDS-021"),
        Supported("LDS-029", "Spud", (1,)),
        Supported("LDS-033", navigators=(0, 1)),
        Supported("LDS-038", "Kit", (1,), "paused"),
        Supported("LDS-041", navigators=(1,), status="moved_on"),
    ],
    "Wakefield": [
        Supported("WKF-002"),
        Supported("WKF-005", "Ginge"),
        Supported("WKF-009", navigators=(1,)),
        Supported("WKF-012", "Lou", (1,)),
        Supported("WKF-015"),
        Supported("WKF-019", "Fred", (0, 1)),
        Supported("WKF-024", navigators=(1,), status="paused"),
        Supported("WKF-026", "Angel", status="moved_on"),
    ],
}


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@demo.example"


# One person for each role can sign in; nobody else in the demo has a password.
SIGN_INS = {
    "champion": email_of("Asha Whitworth"),
    "navigator": email_of("Nadia Hussain"),
    "lead navigator": email_of("Gwen Barraclough"),
    "coordinator": email_of("Noor Saleem"),
    "admin": email_of(ADMIN),
}
