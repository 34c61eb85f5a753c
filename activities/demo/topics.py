"""What the demo’s teams ask people at home: one topic is open, of one it is known what was done."""

from datetime import date, timedelta

from activities.actions import ask_person, ask_topic, say_done, write_voice
from activities.models import Topic, TopicAsked, Voice
from activities.topics import Came
from beneficiaries.models import Beneficiary
from teams.models import Role, User

SAID = [(Came.CARD, "More board games, and a quiet corner."), (Came.CHAMPION, "Soup. It is cold by four o’clock.")]


def ask_topics(*, today: date) -> None:
    """Let a champion ask something now, and have asked something before."""
    person = Beneficiary.objects.get(reference="CAL-007")
    by = User.objects.filter(memberships__team=person.team, memberships__role=Role.CHAMPION).order_by("pk").first()
    asks = {"team": person.team, "by": by}
    now = Topic(
        question="Where should we go in spring?",
        background="We have one day out to plan. It can be anywhere within an hour by train.",
        closes_on=today + timedelta(days=10),
        **asks,
    )
    before = Topic(
        question="What would make the craft café better?",
        background="It is on Fridays, from two to four. Some of you told us that it gets cold.",
        closes_on=today - timedelta(days=14),
        **asks,
    )
    for topic in (now, before):
        ask_topic(topic=topic)
        ask_person(topic=topic, person=person, on=topic.closes_on - timedelta(days=14))
    for came, words in SAID:
        write_voice(voice=Voice(topic=before, words=words, came=came, written_by=by, written_on=before.closes_on))
    TopicAsked.objects.filter(topic=before).update(has_answered=True)
    say_done(
        topic=before,
        opened_version=before.version,
        heard="It is cold by four, and some would like a quiet corner.",
        done="There is soup at three o’clock now, and a table by the window for board games.",
    )
