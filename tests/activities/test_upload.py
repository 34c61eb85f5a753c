"""Files from the form to the store, and back to whoever may see them."""

import os
from contextlib import closing
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django import forms
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from PIL import Image

from activities.actions import keep_upload
from activities.forms.upload import UploadField
from activities.models import CashRequest, Upload
from activities.querysets import FILES_BELONG_TO
from activities.uploads import NOT_TAKEN, CleanFile, Kind
from teams.models import User
from tests.factories import PaymentFactory, UploadFactory, VenueFactory
from tests.helpers import client_of
from wyfi_coproduction.upload_handler import LimitedUploadHandler

MEGABYTE = 1024 * 1024
PDF = CleanFile(Kind.PDF, b"%PDF-1.7\n%%EOF\n")


class ReceiptForm(forms.Form):
    """A form with a file in it."""

    words = forms.CharField(required=False)
    receipt = UploadField(label="Receipt")


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of files as the product keeps it."""
    from wyfi_coproduction.settings import STORAGES

    assert STORAGES["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    place = {"location": tmp_path / "uploads"}
    kept = STORAGES["default"] | {"OPTIONS": STORAGES["default"]["OPTIONS"] | place}
    settings.STORAGES = settings.STORAGES | {"default": kept}
    return place["location"]


def photo():
    out = BytesIO()
    Image.new("RGB", (60, 40), (200, 20, 20)).save(out, "JPEG")
    return out.getvalue()


def sent(content, name="IMG_1.jpg", **options):
    """A request that brings a file, in the way a browser writes it."""
    return RequestFactory().post("/", {"words": "Oats", "receipt": SimpleUploadedFile(name, content, **options)})


def form_of(request):
    return ReceiptForm(request.POST, request.FILES)


def test_a_photo_comes_out_of_a_form_clean_whatever_the_browser_says_it_is():
    form = form_of(sent(photo(), content_type="image/svg+xml"))
    assert form.is_valid()
    assert form.cleaned_data["receipt"].kind == Kind.JPEG


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.jpg", "There is nothing in this file. Please choose another one."),
        (b"<svg/>", "a.jpg", NOT_TAKEN),
    ],
)
def test_a_file_that_cannot_be_taken_gets_a_sentence_beside_it(content, name, sentence):
    assert form_of(sent(content, name)).errors == {"receipt": [sentence]}


def test_a_long_name_does_no_harm():
    assert form_of(sent(photo(), f"{'a' * 999}.jpg")).is_valid()


def test_no_file_gets_a_sentence_too_and_none_is_asked_for_where_none_is_needed():
    nothing = RequestFactory().post("/", {"receipt": "words in its place"})
    assert form_of(nothing).errors == {"receipt": ["Choose a file, or take a photo."]}
    assert UploadField(required=False).clean(None) is None


def test_the_field_says_what_it_takes_and_what_is_taken_out():
    field = ReceiptForm()["receipt"]
    assert 'accept="image/jpeg' in str(field) and "capture" not in str(field)
    assert field.help_text == (
        "A photo (JPEG, PNG or HEIC) or a PDF, up to 10 MB. Place and camera data are taken out of photos."
    )


@pytest.mark.parametrize(("extra", "is_taken"), [(0, True), (1, False)])
def test_a_file_may_be_as_large_as_the_setting_says_and_not_a_byte_larger(settings, extra, is_taken):
    settings.UPLOAD_LIMIT_MB = 3
    padding = b" " * (3 * MEGABYTE + extra - len(PDF.content))
    with closing(sent(b"%PDF-1.7\n" + padding + b"%%EOF\n", "receipt.pdf")) as request:
        form = form_of(request)
        assert form.is_valid() == is_taken
    if not is_taken:
        says = "This file has more than 3 MB, which is too big. Please choose a smaller one, or take a new photo."
        assert form.errors == {"receipt": [says]}
        assert form["words"].value() == "Oats"


def test_what_is_too_large_is_dropped_while_it_arrives(settings, tmp_path, monkeypatch):
    settings.UPLOAD_LIMIT_MB, settings.FILE_UPLOAD_TEMP_DIR = 1, tmp_path
    written = []
    write = LimitedUploadHandler.file_complete
    monkeypatch.setattr(
        LimitedUploadHandler, "file_complete", lambda *args: written.append(args[0].file.tell()) or write(*args)
    )
    [file] = sent(bytes(20 * MEGABYTE)).FILES.values()
    assert file.size == 20 * MEGABYTE and file.read() == b""
    assert written[0] <= MEGABYTE and list(tmp_path.iterdir()) == []


def test_words_without_end_and_files_without_number_are_refused_before_they_are_kept():
    with pytest.raises(RequestDataTooBig):
        _ = RequestFactory().post("/", {"words": "a" * 4 * MEGABYTE}).POST
    with pytest.raises(TooManyFilesSent):
        _ = RequestFactory().post("/", {"receipt": [SimpleUploadedFile("a.pdf", b"a") for _ in range(11)]}).FILES


@pytest.mark.django_db
def test_a_file_is_kept_under_a_name_that_says_nothing_and_only_the_product_reads_it(folder, champion):
    upload = keep_upload(file=PDF, by=champion)
    [kept] = [path for path in folder.rglob("*") if path.is_file()]
    assert kept == folder / upload.key.hex[:2] / f"{upload.key.hex}.pdf"
    assert kept.stat().st_mode & 0o077 == kept.parent.stat().st_mode & 0o077 == 0
    assert (upload.added_by, upload.kind, kept.read_bytes()) == (champion, "pdf", PDF.content)


@pytest.mark.django_db
def test_a_photo_opens_in_the_browser_and_can_do_nothing_there(champion):
    jpeg = photo()
    response = client_of(champion).get(keep_upload(file=CleanFile(Kind.JPEG, jpeg), by=champion).get_absolute_url())
    assert b"".join(response.streaming_content) == jpeg
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline;")
    policy = response["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'", "sandbox"} <= set(policy)
    assert not any(directive.startswith(("script-src", "sandbox ")) for directive in policy)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_pdf_is_for_saving(champion):
    response = client_of(champion).get(keep_upload(file=PDF, by=champion).get_absolute_url())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert b"".join(response.streaming_content) == PDF.content


@pytest.mark.django_db
def test_a_file_that_is_lost_is_not_found(champion):
    upload = UploadFactory(added_by=champion)
    default_storage.delete(upload.file.name)
    assert client_of(champion).get(upload.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_whoever_brought_a_file_opens_what_it_belongs_to_only_while_they_see_that(champion, museum, lead_navigator):
    files = [UploadFactory(added_by=champion) for _ in range(3)]
    PaymentFactory(activity=museum, receipt=files[0])
    request = CashRequest.objects.create(activity=museum, asked_by=champion)
    request.entries.create(kind="spent", amount=1, number=1, day=museum.date, by=champion, receipt=files[1])
    VenueFactory(risk_assessment_file=files[2])
    on_nothing = UploadFactory(added_by=champion)
    assert set(Upload.objects.visible_to(champion)) == {*files, on_nothing}
    assert set(Upload.objects.visible_to(lead_navigator)) == set(files)
    champion.memberships.all().delete()
    champion = User.objects.get(pk=champion.pk)
    assert set(Upload.objects.visible_to(champion)) == {on_nothing}


def test_each_thing_that_a_file_can_be_brought_for_says_who_sees_it():
    belongs = {(each.related_model.__name__, each.field.name) for each in Upload._meta.related_objects}
    assert belongs == set(FILES_BELONG_TO)


@pytest.mark.django_db
def test_no_other_address_leads_to_a_file(folder, champion):
    upload = keep_upload(file=PDF, by=champion)
    for place in ("", "static/", "media/", "uploads/", "files/"):
        assert client_of(champion).get(f"/{place}{upload.file.name}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_page_that_could_not_be_saved_leaves_no_row_and_its_file_is_taken_away_in_the_end(folder, champion):
    kept = keep_upload(file=PDF, by=champion)
    with pytest.raises(RuntimeError), transaction.atomic():
        keep_upload(file=PDF, by=champion)
        raise RuntimeError
    assert Upload.objects.get() == kept
    default_storage.save("ab/not-ours.txt", ContentFile(b"Not ours"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    for hours, names_left in [(23, 3), (25, 2)]:
        moment = (timezone.now() - timedelta(hours=hours)).timestamp()
        for path in files:
            os.utime(path, (moment, moment))
        call_command("clear_uploads", stdout=StringIO())
        assert sum(path.exists() for path in files) == names_left
    assert {path.name for path in files if path.exists()} == {f"{kept.key.hex}.pdf", "not-ours.txt"}


@pytest.mark.django_db
def test_before_the_first_file_there_is_nothing_to_take_away(folder):
    call_command("clear_uploads", stdout=(out := StringIO()))
    assert out.getvalue() == "Took away files that belong to nothing: 0.\n"
