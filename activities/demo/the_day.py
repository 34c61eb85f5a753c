"""How some activities of the demo went, and what is written for the next ones. Everybody and everything is made up."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from activities.demo.earlier import EARLIER, OTHERWISE
from activities.models import Activity, DayPack, Feedback, Lesson, Reflection, WhoElse, WriteUp

WENT, TODAY = "Tea and dominoes", "Cook and eat: soup and flatbread"
CAME = {"CAL-003": "did_not_come", "CAL-011": "came", "CAL-022": "part", "CAL-025": "cancelled"}
# How two plans before that went: something gets in one person's way.
BEFORE = {
    "Darts, and a bite to eat": {"CAL-003": "cancelled", "CAL-022": "came"},
    "Walking football in the park": {"CAL-003": "did_not_come", "CAL-011": "came"},
}
SAID = [
    ("good", "I liked that nobody asked me anything."),
    ("good", "Can we play again?"),
    ("so_so", "The chairs are hard."),
]
LEARNED = [
    ("kind", "", "Two games are enough. Put the kettle on before the first one."),
    ("place", "", "Ask for the table by the window. It is quiet there."),
    ("person", "CAL-025", "A call the evening before helps. A text does not."),
]
# Whom the champion asked to come today: how, and what they said.
ASKED = [("CAL-003", "card", "coming"), ("CAL-014", "call", "maybe"), ("CAL-022", "card", "invited")]
REFLECTIONS = [
    ("private", "I was more nervous than I let on. It went all the same."),
    ("team", "Next time two of us should be there from the start."),
    ("named", "Nobody looked at the clock. I had not seen that before in this room."),
]
TOLD = "I thought I had nothing to bring. Then they asked me to show them how."
# Who else is asked along today: places are held for them.
ALONG = [("peer_mentor", "Bev, peer mentor", 1, "yes"), ("team", "Kirklees", 3, "asked")]
NOTES = "Two games, much laughing. One person brought their own set and showed the others how to score."
TRAVEL = "508 from Halifax bus station, stand C, 10.52am. Get off at Lantern Street, 11.04am.\nBack: 2.15pm or 2.45pm."


def tell_of_the_day() -> None:
    """Fill in the register of one plan that has been, and write what people said and learned; pack for another one."""
    went = Activity.objects.select_related("champion").get(description=WENT)
    champion, at = went.champion, _afternoon(went.date)
    for description, came in {**BEFORE, WENT: CAME, **_long_ago()}.items():
        _fill_in(Activity.objects.get(description=description), came)
    went.participations.filter(attendance="cancelled").update(reason="A bad night")
    WhoElse.objects.create(activity=went, guests=1, new_faces=1, changed_by=champion, changed_at=at)
    WriteUp.objects.create(activity=went, notes=NOTES, changed_by=champion, changed_at=at)
    Feedback.objects.bulk_create(Feedback(activity=went, face=face, words=words) for face, words in SAID)
    for about, reference, words in LEARNED:
        what = _what(went, about, reference)
        Lesson.objects.create(activity=went, about=about, words=words, by=champion, at=at, **what)
    _reflect(went, champion)
    packed = Activity.objects.get(description=TODAY)
    DayPack.objects.create(activity=packed, travel=TRAVEL, changed_by=packed.champion)
    for reference, how, answer in ASKED:
        part = packed.participations.get(beneficiary__reference=reference)
        part.askings.create(how=how, on=packed.date - timedelta(days=9), by=packed.champion)
        part.invitation = answer
        part.answered_on = None if answer == "invited" else packed.date - timedelta(days=7)
        part.save()
    for who, name, places, answer in ALONG:
        guest = {"who": who, "name": name, "places": places, "answer": answer}
        packed.other_guests.create(**guest, asked_on=packed.date - timedelta(days=9), by=packed.champion)


def _long_ago():
    """For each plan of the year before, what became of everybody on it."""
    return {
        plan.description: dict.fromkeys(plan.people.split(), "came") | OTHERWISE.get(plan.description, {})
        for plan in EARLIER
    }


def _fill_in(plan, came):
    """Everybody said yes; who came, as the champion noted it that afternoon."""
    noted = {"attendance_by": plan.champion, "attendance_at": _afternoon(plan.date)}
    for reference, attendance in came.items():
        part = plan.participations.filter(beneficiary__reference=reference)
        part.update(invitation="coming", attendance=attendance, **noted)
    plan.participations.filter(attendance="cancelled").update(cancelled_on=plan.date)


def _reflect(went, champion):
    """Words of the champion's, shared in three ways, and of somebody who came."""
    robin = went.beneficiaries.order_by("reference").first()
    said = {"on": went.date, "team": went.team, "by": champion}
    for shared, words in REFLECTIONS:
        signed = champion.get_short_name() if shared == "named" else ""
        Reflection.objects.create(shared=shared, words=words, signed=signed, **said)
    Reflection.objects.create(
        shared="unnamed", words=TOLD, whose="told", beneficiary=robin, **said | {"on": went.date.replace(day=1)}
    )


def _what(went, about, reference):
    if about == "person":
        return {"beneficiary": went.beneficiaries.get(reference=reference)}
    return {"venue": went.venue, "place": went.place} if about == "place" else {"kind": went.kind}


def _afternoon(day):
    """Towards the end of that day, when it has been."""
    moment = datetime.combine(day, time(16, 10), timezone.get_current_timezone())
    return min(moment, timezone.now() - timedelta(minutes=1))
