"""Files that people bring."""

from django.core.files.base import ContentFile

from activities.models import Upload
from activities.uploads import CleanFile


def keep_upload(*, file: CleanFile, by) -> Upload:
    """Keep a file, and return its row. The file is written first, so that no row is ever without its file.

    Call it inside the transaction that says what the file is for. Where that fails, the row goes with it, and a file
    is left that nobody can open: `clear_uploads` takes it away.
    """
    return Upload.objects.create(kind=file.kind, added_by=by, file=ContentFile(file.content, name=file.kind.value))
