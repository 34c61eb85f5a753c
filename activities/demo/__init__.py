"""Made-up teams, people and plans, for trying the product out. Nobody in it is real and nothing in it happened."""

from activities.demo.load import NotEmpty, load_demo
from activities.demo.passwords import password_for
from activities.demo.people import SIGN_INS

__all__ = ["SIGN_INS", "NotEmpty", "load_demo", "password_for"]
