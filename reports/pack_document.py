"""The quarter's pack as a document that can be worked on: DOCX, through python-docx."""

from io import BytesIO

from docx.enum.text import WD_ALIGN_PARAGRAPH

from activities.reflections_document import add_reflections, blank_document, file_of, writable
from reports.charts import bars_of
from reports.headlines import Headline
from reports.pack import Pack
from reports.word_charts import add_chart

LOOK = "Light List Accent 1"


def write_pack(*, title: str, about: str, headlines: list[Headline], pack: Pack) -> BytesIO:
    """The document: main numbers, what was learned, what was done, what people said, then every figure."""
    document = blank_document(title)
    document.add_paragraph(writable(about))
    document.add_heading("The main numbers", level=1)
    for each in headlines:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{each.number} ").bold = True
        paragraph.add_run(". ".join([each.words, *each.compared]) + ".")
    _add_words(document, pack)
    for number, table in enumerate(pack.tables, start=1):
        _add_table(document, table, number)
    return file_of(document)


def _add_words(document, pack):
    if pack.lessons:
        document.add_heading("Three things we learned", level=1)
    for lesson in pack.lessons:
        document.add_paragraph(writable(f"{lesson.words} ({lesson.said_about}.)"), style="List Number")
    if pack.done:
        document.add_heading("What people said, and what was done because of it", level=1)
    for topic in pack.done:
        document.add_heading(writable(topic.question), level=2)
        for words in filter(None, (topic.heard, topic.done)):
            document.add_paragraph(writable(words))
    if pack.reflections:
        document.add_heading("In their own words", level=1)
        add_reflections(document, pack.reflections)


def _add_table(document, table, number):
    document.add_heading(table.title, level=1)
    document.add_paragraph(table.definition).paragraph_format.keep_with_next = True
    if table.is_empty:
        document.add_paragraph("Nothing to count in this period.")
        return
    if bars := bars_of(table):
        add_chart(document, bars, number)
    lines = [[column.title for column in table.columns], *table.said, *filter(None, [table.said_total])]
    written = document.add_table(len(lines), len(table.columns), style=LOOK)
    cells = iter(written._cells)
    for line in lines:
        for column, words in zip(table.columns, line, strict=True):
            paragraph = next(cells).paragraphs[0]
            paragraph.add_run(writable(words))
            if not column.is_words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
