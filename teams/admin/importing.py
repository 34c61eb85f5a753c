"""Taking in a CSV or XLSX file: choose it, look at what it would do, then say yes."""

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.validators import FileExtensionValidator
from django.shortcuts import redirect
from import_export.admin import ImportMixin
from import_export.forms import ConfirmImportForm, ImportForm
from import_export.results import RowResult
from import_export.tmp_storages import CacheStorage

from teams.admin.tables import MOST_ROWS, CannotUse, CsvFile, XlsxFile

LARGEST_FILE = 1024 * 1024
UNREADABLE = "This file could not be read. Save it as “CSV UTF-8” or as XLSX, then choose it again."
# A file that is wrong throughout makes no page that nobody can load.
LINES_SHOWN = 50


class FileGone(Exception):
    """The file was taken in already, or its preview was left open for too long."""


FORMATS = {"csv": CsvFile, "xlsx": XlsxFile}


class FileForm(ImportForm):
    """Which file to read. Its name says which format it has."""

    import_file = forms.FileField(
        label="CSV or XLSX file",
        validators=[FileExtensionValidator(FORMATS, "Choose a file with a name that ends in .csv or .xlsx.")],
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    media = forms.Media()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["format"]

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is too large. Split it into files of up to 1 MB.")
        extension = file.name.rsplit(".")[-1].lower()
        self.cleaned_data["format"] = list(FORMATS).index(extension)
        return file


class YesForm(ConfirmImportForm):
    """The yes to a preview. Which file it is about is signed for the admin who saw the preview."""

    sealed = forms.CharField(widget=forms.HiddenInput, required=False)


class KeptFile(CacheStorage):
    """The file between its preview and the yes to it, where every web node finds it."""

    def read(self):
        data = super().read()
        if data is None:
            raise FileGone
        return data


class FileImport(ImportMixin):
    """Adds “Add from a file” to a model's page in Django admin."""

    import_title = ""
    import_formats = list(FORMATS.values())
    import_form_class = FileForm
    confirm_form_class = YesForm
    import_template_name = "admin/import_file.html"
    import_export_change_list_template = "admin/change_list_with_import.html"
    tmp_storage_class = KeptFile

    def get_import_context_data(self, **kwargs):
        return {"columns": self.resource_classes[0].row_form.base_fields, "most_rows": MOST_ROWS}

    def _signer(self, request):
        return signing.Signer(salt=f"{self.opts.label}:{request.user.pk}")

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        return {"sealed": self._signer(request).sign_object(initial)} if import_form else initial

    def get_confirm_form_kwargs(self, request, import_form=None):
        kwargs = super().get_confirm_form_kwargs(request, import_form)
        if import_form is None:
            kwargs["data"] = self._signer(request).unsign_object(request.POST.get("sealed", ""))
        return kwargs

    def get_import_data_kwargs(self, **kwargs):
        """All rows or none: one row that is wrong undoes the others."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def import_action(self, request, **kwargs):
        response = super().import_action(request, **kwargs)
        response.context_data["title"] = self.import_title
        if result := response.context_data.get("result"):
            wrong = [*result.invalid_rows, *result.error_rows]
            response.context_data |= {"wrong": wrong[:LINES_SHOWN], "more_wrong": len(wrong[LINES_SHOWN:])}
        return response

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except (FileGone, signing.BadSignature):
            return self._start_again(request, "This file was taken in already, or waited too long. Choose it again.")

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            sentence = "Nothing was changed, because something is different since you looked. Choose the file again."
            return self._start_again(request, sentence)
        return super().process_result(result, request)

    def _start_again(self, request, sentence):
        self.message_user(request, sentence, messages.ERROR)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def add_data_read_fail_error_to_form(self, form, e):
        form.add_error("import_file", str(e) if isinstance(e, CannotUse) else UNREADABLE)

    def generate_log_entries(self, result, request):
        for row in result:
            if row.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE):
                self.log_row(request, row)

    def log_row(self, request, row):
        """Write one row into the history of changes."""
        log = self.log_addition if row.import_type == RowResult.IMPORT_TYPE_NEW else self.log_change
        log(request, row.instance, "Taken from a file.")

    def add_success_message(self, result, request):
        new, changed, same = (result.totals[kind] for kind in ("new", "update", "skip"))
        sentence = f"The file is in: {new} new, {changed} changed, {same} the same as before."
        self.message_user(request, sentence, messages.SUCCESS)
