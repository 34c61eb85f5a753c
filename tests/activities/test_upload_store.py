"""An S3-compatible store takes over from the folder by settings alone. The store is a real one, on this machine."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import boto3
import environ
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from moto.server import ThreadedMotoServer

from activities.actions import keep_upload
from activities.management.commands import clear_uploads
from activities.uploads import CleanFile, Kind
from tests.helpers import client_of
from wyfi_coproduction.storage import uploads_storage

PDF = CleanFile(Kind.PDF, b"%PDF-1.7\n%%EOF\n")


def settings_from(monkeypatch, variables):
    """What these variables in the environment make of the store."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return uploads_storage(environ.Env(), folder=Path("/srv/planner/uploads"))


@pytest.fixture
def store(settings, monkeypatch):
    """A bucket on this machine, named by settings from the environment."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    variables = {
        "UPLOADS_S3_BUCKET": "receipts",
        "UPLOADS_S3_ENDPOINT": "http://{}:{}".format(*server.get_host_and_port()),
        "UPLOADS_S3_REGION": "eu-west-2",
        "UPLOADS_S3_KEY": "a-key",
        "UPLOADS_S3_SECRET": "a-secret",
    }
    storage = settings_from(monkeypatch, variables)
    options = storage["OPTIONS"]
    client = boto3.client(
        "s3",
        endpoint_url=options["endpoint_url"],
        region_name=options["region_name"],
        aws_access_key_id=options["access_key"],
        aws_secret_access_key=options["secret_key"],
    )
    client.create_bucket(Bucket="receipts", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    settings.STORAGES = settings.STORAGES | {"default": storage}
    yield client
    client.close()
    server.stop()


@pytest.mark.django_db
def test_a_file_goes_to_the_store_and_comes_back_through_the_same_page(store, champion, navigator):
    upload = keep_upload(file=PDF, by=champion)
    [kept] = store.list_objects_v2(Bucket="receipts")["Contents"]
    assert kept["Key"] == f"{upload.key.hex[:2]}/{upload.key.hex}.pdf"
    response = client_of(champion).get(upload.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF.content
    assert response["Content-Disposition"].startswith("attachment;")
    assert client_of(navigator).get(upload.get_absolute_url()).status_code == 404
    left_over = default_storage.save(f"ab/{'0' * 32}.pdf", upload.file)
    clear(timedelta(days=1))
    assert default_storage.exists(left_over)
    clear(timedelta(days=-1))
    assert not default_storage.exists(left_over) and default_storage.exists(upload.file.name)
    upload.file.delete(save=False)
    assert client_of(champion).get(upload.get_absolute_url()).status_code == 404


def clear(after):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clear_uploads, "AFTER", after)
        call_command("clear_uploads", stdout=StringIO())


def test_without_a_bucket_files_lie_in_a_folder(monkeypatch):
    monkeypatch.delenv("UPLOADS_S3_BUCKET", raising=False)
    assert settings_from(monkeypatch, {})["OPTIONS"]["location"] == "/srv/planner/uploads"
    assert settings_from(monkeypatch, {"UPLOADS_DIR": "/var/lib/planner"})["OPTIONS"]["location"] == "/var/lib/planner"
