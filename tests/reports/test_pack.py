"""The quarter's pack: what stands in it, for whom, and as a document."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from activities.models import Lesson, Reflection
from reports.word_charts import WORKBOOK
from teams.models import TrailEntry
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory, TopicFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db
AUTUMN = {"first": "2017-09-01", "last": "2017-12-31"}
DAY, DAY_AFTER = date(2017, 10, 31), "2017-11-01T10:00Z"


@pytest.fixture
def autumn(calderdale, champion):
    """A craft café to which two people came, with what was learned, said and done."""
    crafts = ActivityFactory(description="Craft café", kind="group", team=calderdale, champion=champion, date=DAY)
    crafts.beneficiaries.set(BeneficiaryFactory(team=calderdale) for _ in range(2))
    crafts.participations.update(attendance="came")
    for number in range(4):
        Lesson.objects.create(activity=crafts, about="kind", words=f"Lesson {number}.", by=champion, at=DAY_AFTER)
    person = crafts.beneficiaries.first()
    of_person = {"activity": crafts, "about": "person", "beneficiary": person, "at": DAY_AFTER}
    Lesson.objects.create(**of_person, words="About him.", by=champion)
    TopicFactory(team=calderdale, by=champion, question="Warmer?", closes_on=DAY, heard="Cold.", done="Soup at three.")
    TopicFactory(team=calderdale, by=champion, question="Open?", closes_on=DAY)
    said = {"on": DAY, "team": calderdale, "by": champion}
    Reflection.objects.create(words="I made a lantern.", shared="named", signed="Bev", **said)
    Reflection.objects.create(words="Only for the team.", shared="team", **said)
    return crafts


def look(user, **filters):
    return client_of(user).get(reverse("reports:pack_detail"), AUTUMN | filters)


def test_the_pack_holds_three_lessons_what_was_done_and_what_may_be_shared(autumn, champion):
    page = text_of(look(champion))
    there = ("Lesson 3.", "Lesson 2.", "Lesson 1.", "Soup at three.", "I made a lantern.")
    assert all(words in page for words in there)
    assert "Bev, October 2017" in page
    assert not any(words in page for words in ("Lesson 0.", "About him.", "Open?", "Only for the team."))


def test_who_made_a_pack_is_in_the_trail_with_the_choices_that_made_it(autumn, champion):
    look(champion)
    entry = TrailEntry.objects.get(object_repr="figures as a pack")
    assert entry.actor == champion and entry.rows > 20 and "Calderdale" in entry.words


def test_small_numbers_are_hidden_unless_every_number_is_asked_for(autumn, champion):
    assert "hidden</strong>" in text_of(look(champion))
    page = text_of(look(champion, numbers="all"))
    assert '<strong class="headline-number">2</strong>' in page and ">hidden<" not in page


def test_the_document_says_what_the_page_says_and_can_be_changed(autumn, champion):
    response = look(champion, numbers="all", format="docx")
    assert response["Content-Disposition"] == 'attachment; filename="pack-2017-09-01-to-2017-12-31.docx"'
    document = Document(BytesIO(b"".join(response.streaming_content)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Lesson 3. (About plans like “Craft café”.)" in words and "I made a lantern." in words
    assert "2 Beneficiaries with meaningful contact. 2 more than in" in words
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Calderdale", "2"] in cells and ["In all", "2"] in cells


def test_the_document_draws_its_figures_as_bars_with_a_workbook_of_their_numbers(autumn, champion):
    response = look(champion, numbers="all", format="docx")
    package = Document(BytesIO(b"".join(response.streaming_content))).part.package
    charts = [part for part in package.iter_parts() if part.partname.startswith("/word/charts/")]
    (by_team,) = (chart for chart in charts if b">Calderdale<" in chart.blob and b">Different people<" in chart.blob)
    assert b">2.0<" in by_team.blob and f'r:id="{WORKBOOK}"'.encode() in by_team.blob
    assert b'<c:min val="0' in by_team.blob, "bars that begin elsewhere would look longer or shorter than they are"
    sheet = load_workbook(BytesIO(by_team.rels[WORKBOOK].target_part.blob)).active
    assert [list(row) for row in sheet.values] == [[None, "Different people"], ["Calderdale", 2]]


def test_the_figures_of_a_pack_come_as_excel_with_the_same_numbers_hidden(autumn, champion):
    assert look(champion, format="xlsx")["Content-Type"].endswith("spreadsheetml.sheet")


def test_another_team_has_nothing_of_it_and_no_words_but_those_for_everybody(autumn, outsider):
    page = text_of(look(outsider, numbers="all"))
    assert "Lesson 3." not in page and "Soup at three." not in page
    assert "I made a lantern." in page


def test_an_empty_time_says_so_and_what_cannot_be_read_too(champion, admin):
    page = text_of(look(champion))
    assert "Nobody wrote down what was learned" in page and "Nothing of these days may be shared" in page
    assert "The last day is before the first." in text_of(look(champion, last="2017-08-01"))
    assert "You are in no team yet" in text_of(look(admin))


def test_a_pack_takes_as_many_queries_however_much_there_is(autumn, champion):
    client = client_of(champion)
    address = reverse("reports:pack_detail")
    few = queries_of(lambda: client.get(address, AUTUMN))
    for number in range(5):
        Lesson.objects.create(activity=autumn, about="kind", words=f"More {number}.", by=champion, at=DAY_AFTER)
        TopicFactory(team=autumn.team, by=champion, closes_on=DAY, done="Done.")
    assert queries_of(lambda: client.get(address, AUTUMN)) == few <= 60
