"""The secret address of a team's board for a screen. It is signed, so that nothing secret is kept in the database."""

from django.core.signing import BadSignature, Signer

from activities.models import Noticeboard

SALT = "activities.screen_address"


def screen_token_of(board: Noticeboard) -> str:
    """The part of the address that nobody can guess. It changes with `screen_number`, and with nothing else."""
    return _signer().sign(f"{board.team_id}-{board.screen_number}")


def board_shown_at(token: str) -> Noticeboard | None:
    """The board that this address shows; None where it is nobody's, was renewed or switched off."""
    try:
        team_id, number = _signer().unsign(token).split("-")
    except BadSignature:
        return None
    boards = Noticeboard.objects.filter(team=team_id, screen_number=number, has_screen=True)
    return boards.select_related("team").first()


def _signer():
    # A colon, the usual separator, would be written as %3A by some browsers.
    return Signer(salt=SALT, sep=".")
