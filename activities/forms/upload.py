"""A file to choose in a form: a photo or a PDF."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from activities.uploads import CleanFile, clean_upload

MEGABYTE = 1024 * 1024
TOO_BIG = "This file has more than %(most)s MB, which is too big. Please choose a smaller one, or take a new photo."
# Kinds of content, and name endings for machines that do not know them all.
TAKEN = "image/jpeg,image/png,image/heic,image/heif,application/pdf,.jpg,.jpeg,.png,.heic,.heif,.pdf"


class UploadField(forms.FileField):
    """A photo or a PDF. Its cleaned value is a `CleanFile`, or None where none has to be chosen and none was."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "Choose a file, or take a photo.",
        "missing": "Choose a file, or take a photo.",
        "invalid": "The file did not arrive. Please choose it again.",
        "empty": "There is nothing in this file. Please choose another one.",
    }

    def __init__(self, **kwargs):
        most = settings.UPLOAD_LIMIT_MB
        says = f"A photo (JPEG, PNG or HEIC) or a PDF, up to {most} MB. Place and camera data are taken out of photos."
        super().__init__(**{"help_text": says} | kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": TAKEN}

    def to_python(self, data) -> CleanFile | None:
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > settings.UPLOAD_LIMIT_MB * MEGABYTE:
            raise ValidationError(TOO_BIG, "too_big", {"most": settings.UPLOAD_LIMIT_MB})
        return clean_upload(file.read(), name=file.name)
