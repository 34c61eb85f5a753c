"""Asking people a topic, keeping what they say, and telling what was done."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from activities.models import Topic, TopicAsked, Voice
from activities.topics import Came, hash_of, new_link
from teams.keeping import keep_once


class StaleTopic(Exception):
    """Somebody else wrote after the form was opened."""


class LinkGone(Exception):
    """The link was used, is too old, or never was."""


def ask_topic(*, topic: Topic) -> Topic:
    """Keep a new topic. Sent twice it is kept once."""
    return keep_once(topic, form_key=topic.form_key, by=topic.by)


@transaction.atomic
def change_topic(*, topic: Topic, opened_version: int) -> None:
    """Save what is asked and until when. Links end with the topic. Raises StaleTopic as `say_done` does."""
    typed = {"question": topic.question, "background": topic.background, "closes_on": topic.closes_on}
    _write(topic, opened_version, typed)
    links = TopicAsked.objects.filter(topic=topic, link_hash__isnull=False)
    links.update(link_until=Least("link_until", topic.closes_on))


def ask_person(*, topic: Topic, person, on: date) -> TopicAsked:
    """Keep that somebody was asked; asked already, nothing changes."""
    return keep_once(TopicAsked(topic=topic, beneficiary=person, on=on), topic=topic, beneficiary=person)


def make_link(*, asked: TopicAsked, today: date) -> str:
    """A secret with which this person can answer once; one made before no longer works. Only its hash is kept."""
    link = new_link(today=today, closes_on=asked.topic.closes_on)
    TopicAsked.objects.filter(pk=asked.pk).update(link_hash=link.hash, link_until=link.until)
    return link.secret


@transaction.atomic
def answer_by_link(*, secret: str, words: str, today: date) -> None:
    """Keep an answer, and use the link up. The words are kept apart from whose they are. Raises LinkGone."""
    link_hash = hash_of(secret)
    topic_id = TopicAsked.objects.open_link(link_hash, today=today).values_list("topic", flat=True).first()
    if topic_id is None or not TopicAsked.objects.use_link(link_hash, today=today):
        raise LinkGone
    Voice.objects.create(topic_id=topic_id, words=words, came=Came.LINK)


def write_voice(*, voice: Voice) -> Voice:
    """Keep what somebody said to a champion or wrote on a card. Sent twice it is kept once."""
    return keep_once(voice, pk=voice.pk, topic=voice.topic_id)


def say_done(*, topic: Topic, opened_version: int, heard: str, done: str) -> None:
    """Write what was heard and done. Raises StaleTopic where somebody wrote something else since `opened_version`."""
    _write(topic, opened_version, {"heard": heard, "done": done})


def _write(topic, opened_version, typed):
    rows = Topic.objects.filter(pk=topic.pk)
    if rows.filter(**typed).exists():
        return
    if not rows.filter(version=opened_version).update(version=F("version") + 1, **typed):
        raise StaleTopic
