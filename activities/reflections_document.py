"""Reflections as a document that can be worked on: DOCX, through python-docx."""

import re
from collections.abc import Iterable
from io import BytesIO

from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from activities.reflections import Collected

# What XML 1.0 lets stand in a text; a phone can paste more than that.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
A4 = Mm(210), Mm(297)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write_document(*, title: str, entries: Iterable[Collected]) -> BytesIO:
    """A document with a heading, and each reflection as a quotation with whoever said it below."""
    document = blank_document(title)
    add_reflections(document, entries)
    return file_of(document)


def blank_document(title: str):
    """An A4 document in English with a heading, of which nothing says who made it."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.comments, document.core_properties.language = "", "en-GB"
    # The library's own template starts from American English.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    document.core_properties.created = document.core_properties.modified = timezone.now()
    document.sections[0].page_width, document.sections[0].page_height = A4
    document.add_heading(title, level=0)
    return document


def add_reflections(document, entries: Iterable[Collected]) -> None:
    """Each reflection as a quotation, with whoever said it below."""
    for entry in entries:
        document.add_paragraph(writable(entry.words), style="Intense Quote")
        document.add_paragraph(writable(entry.said_by))


def writable(words: str) -> str:
    """The words without what a document cannot hold."""
    return NOT_IN_XML.sub(" ", words)


def file_of(document) -> BytesIO:
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file
