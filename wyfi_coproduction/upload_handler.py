"""What happens to a file while it still arrives."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes no more of a file than any may have, and drops what still comes, so that no upload ever fills a disk.

    A file that is too large reaches its form empty and with its true size, so that the form can say what is wrong
    and keep what was typed.
    """

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= _limit():
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        if file_size <= _limit():
            return super().file_complete(file_size)
        self.file.close()
        return UploadedFile(BytesIO(), self.file_name, size=file_size)


def _limit():
    return settings.UPLOAD_LIMIT_MB * 1024 * 1024
