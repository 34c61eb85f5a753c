"""The secret address of a team's board for a screen."""

from activities.models import Noticeboard
from teams import secret_address

SALT = "activities.screen_address"


def screen_token_of(board: Noticeboard) -> str:
    """The part of the address that nobody can guess. It changes with `screen_number`, and with nothing else."""
    return secret_address.sign(board.team_id, board.screen_number, salt=SALT)


def board_shown_at(token: str) -> Noticeboard | None:
    """The board that this address shows; None where it is nobody's, was renewed or switched off."""
    signed = secret_address.read(token, salt=SALT)
    if signed is None:
        return None
    team_id, number = signed
    boards = Noticeboard.objects.filter(team=team_id, screen_number=number, has_screen=True)
    return boards.select_related("team").first()
