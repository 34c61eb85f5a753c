"""Brings the words of an e-mail about a plan together with what the database knows: to whom, and what changed."""

from datetime import datetime

from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from activities import messages, register
from activities.faces import by_face, say_faces
from activities.lessons import About as LessonAbout
from activities.models import Activity, Feedback, Lesson, Message, Participation, PlanChange
from beneficiaries.models import Beneficiary
from teams.models import Membership, Role, User

About = Message.About


def people_to_tell(activity: Activity, *, by: User) -> QuerySet[User]:
    """Everybody who can be written to about a plan, those whom it concerns first (`is_concerned`).

    These are its navigators and those of its people, the team's lead navigators and its champion. Whoever left the team
    hears of it no more.
    """
    roles = Membership.objects.filter(user=OuterRef("pk"))
    leads = Exists(roles.filter(team=activity.team_id, role=Role.LEAD_NAVIGATOR))
    invited = Exists(Activity.navigators.through.objects.filter(activity=activity, user=OuterRef("pk")))
    caseloads = Beneficiary.navigators.through.objects.filter(user=OuterRef("pk"))
    answers = Exists(caseloads.filter(beneficiary__in=activity.beneficiaries_on_it))
    on_it = Q(invited) | Q(pk=activity.champion_id)
    in_team = Exists(roles.filter(team=activity.team_id))
    coordinates = Exists(roles.filter(role=Role.COORDINATOR))
    people = User.objects.active().filter(Q(in_team) | on_it & Q(coordinates)).exclude(pk=by.pk)
    concerned = ExpressionWrapper(on_it | Q(answers) | Q(leads), output_field=BooleanField())
    return people.annotate(is_concerned=concerned).order_by("-is_concerned", "name", "pk")


def newest_to(colleague_pk: int, *, by: User) -> Message | None:
    """What somebody wrote last to one colleague about all that there is to speak about."""
    return Message.objects.filter(about=About.SPEAK_TO, by=by, to=colleague_pk).first()


def untold_changes(activity: Activity, *, by: User, now: datetime) -> list[PlanChange]:
    """What became of a plan lately that nobody was written to about yet, oldest first."""
    changes = PlanChange.objects.visible_to(by).filter(activity=activity).mark_untold(now)
    return list(changes.filter(is_untold=True).order_by("at", "pk"))


def draft_of(activity: Activity, about: About, *, by: User, now: datetime) -> dict:
    """What the form of a message about a plan opens with: subject, text, and the plan's version that they tell of."""
    whole = {"by": by.name, "link": f"{settings.SITE_URL}{activity.get_absolute_url()}"}
    if about == About.TURN:
        changes = untold_changes(activity, by=by, now=now)
        subject, body = messages.turn_subject(activity, changes), messages.turn_text(activity, changes, **whole)
    elif about == About.CHECK_IN:
        came = say_who_came(activity, by=by)
        subject, body = messages.check_in_subject(activity), messages.check_in_text(activity, came=came, **whole)
    elif about == About.WRITE_UP:
        went = _how_it_went(activity, by)
        subject, body = messages.write_up_subject(activity), messages.write_up_text(activity, **went, **whole)
    else:
        subject, body = messages.tell_subject(activity), messages.tell_text(activity, **whole)
    return {"subject": subject, "body": without_people(body, by=by), "opened_version": activity.version}


def without_people(text: str, *, by: User) -> str:
    """A text without the references of people whom its writer sees, however they are typed. One query at the most."""
    return Beneficiary.objects.visible_to(by).left_out_of(text)


def say_who_came(activity: Activity, *, by: User) -> str:
    """Who came, as numbers: nothing where nobody filled in the register yet. The plan comes with its `who_else`."""
    parts = list(Participation.objects.visible_to(by).filter(activity=activity))
    counted = register.count(parts)
    others = getattr(activity, "who_else", None)
    said = [register.say_count(counted)] if counted.left < counted.expected else []
    if others:
        said.append(register.say_who_else(others.guests, others.new_faces))
    return " ".join(filter(None, said))


def _how_it_went(activity, by):
    """What is written and said of a plan so far. A lesson about a person stays on their own page."""
    turns = PlanChange.objects.visible_to(by).filter(activity=activity).exclude(learned="")
    lessons = Lesson.objects.visible_to(by).filter(activity=activity).exclude(about=LessonAbout.PERSON)
    written = getattr(activity, "write_up", None)
    learned = [*turns.order_by("at", "pk").values_list("learned", flat=True)]
    return {
        "came": say_who_came(activity, by=by),
        "notes": written.notes if written else "",
        "faces": say_faces(by_face(Feedback.objects.visible_to(by).filter(activity=activity))),
        "learned": [*learned, *lessons.order_by("at", "pk").values_list("words", flat=True)],
    }
