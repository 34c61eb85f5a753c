"""Reading people from a CSV or XLSX file: checked row by row, and taken in all together or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import RowResult

from teams.actions import save_membership
from teams.forms import PersonRow
from teams.models import Membership, Team, User


class WrongColumns(Exception):
    """The file's first row lacks a column. The message is for the person who chose the file."""


class PlainDiff:
    """What a row changes, as words struck out and words put in. It needs no style of its own."""

    def __init__(self, resource, instance, new):
        self.before = self._read(resource, instance)

    def compare_with(self, resource, instance):
        self.after = self._read(resource, instance)

    def as_html(self):
        return [_mark_change(before, after) for before, after in zip(self.before, self.after, strict=True)]

    @staticmethod
    def _read(resource, instance):
        return [field.get_value(instance) or "" for field in resource.get_import_fields()]


def _mark_change(before, after):
    if before == after:
        return after
    taken = format_html("<del>{}</del> ", before) if before else ""
    return format_html("{}<ins>{}</ins>", taken, after)


class RowResource(ModelResource):
    """Takes rows in through `row_form`, which says in plain words what is wrong with a row.

    A subclass says what to fetch once for the whole file (`look_up`), how a row finds what it is about there
    (`find`, `start`) and what it writes (`fill`, `write`).
    """

    row_form = None
    # Columns by which a row is known: a second row with the same values is refused.
    known_by = ()

    class Meta:
        skip_unchanged = True
        report_skipped = True

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    def before_import(self, dataset, **kwargs):
        self.known = {"teams": {team.name.casefold(): team for team in Team.objects.all()}}
        self.first_lines = {}
        dataset.headers = [str(header or "").strip().casefold() for header in dataset.headers]
        if missing := [name for name in self._needed_columns() if name not in dataset.headers]:
            # Without the columns every row would be wrong, so none is looked at.
            dataset.wipe()
            raise WrongColumns(f"The first row has no column called: {', '.join(missing)}.")
        rows = dataset.dict
        self.look_up(lambda column: {row[column] for row in rows if "\0" not in row[column]})

    def look_up(self, texts_in):
        """Fetch what the rows are about. `texts_in` gives what stands in a column, as far as a database can read it."""

    def _needed_columns(self):
        return [name for name in self.row_form.base_fields if name not in self.row_form.optional_columns]

    def import_row(self, row, instance_loader, **kwargs):
        if any(str(value or "").strip() for value in row.values()):
            return super().import_row(row, instance_loader, **kwargs)
        return RowResult()

    def before_import_row(self, row, row_number, **kwargs):
        form = self.row_form(row, **self.known)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        self.cleaned = form.cleaned_data
        self.check_row(line_number(row_number))

    def check_row(self, line):
        """Raise ValidationError where this row does not go with the rows above it."""
        key = tuple(self.cleaned[column] for column in self.known_by)
        first_line = self.first_lines.setdefault(key, line)
        if first_line != line:
            sentence = f"Line {first_line} is about the same {' and '.join(self.known_by)}."
            raise ValidationError({self.known_by[0]: sentence})

    def get_instance(self, instance_loader, row):
        return self.find()

    def init_instance(self, row=None):
        return self.start()

    def import_instance(self, instance, row, **kwargs):
        self.fill(instance)

    def do_instance_save(self, instance, is_create):
        # A savepoint: where two imports meet, the later one fails alone and can say so.
        with transaction.atomic():
            self.write(instance)


def line_number(row_number):
    """The line on which a spreadsheet shows this row: the column names stand on line 1."""
    return row_number + 1


class PersonResource(RowResource):
    """People, their teams and roles. An address that is known already is the same person."""

    name = Field("user__name", "name")
    email = Field("user__email", "email")
    team = Field("team__name", "team")
    role = Field("get_role_display", "role")

    row_form = PersonRow
    known_by = ("email", "team")

    class Meta:
        model = Membership
        fields = import_order = ["name", "email", "team", "role"]

    def look_up(self, texts_in):
        self.names = {}
        emails = {User.objects.normalize_email(text) for text in texts_in("email")}
        self.people = User.objects.in_bulk(emails, field_name="email")
        memberships = Membership.objects.filter(user__in=self.people.values()).select_related("team")
        self.memberships = {(row.user_id, row.team_id): row for row in memberships}

    def check_row(self, line):
        super().check_row(line)
        name, first_line = self.names.setdefault(self.cleaned["email"], (self.cleaned["name"], line))
        if name != self.cleaned["name"]:
            raise ValidationError({"name": f"Line {first_line} has another name for the same e-mail address."})

    def find(self):
        user = self.people.get(self.cleaned["email"])
        found = self.memberships.get((user.pk, self.cleaned["team"].pk)) if user else None
        if found:
            # One object for all the rows of a person, so that a later row sees what an earlier one changed.
            found.user = user
        return found

    def start(self):
        email = self.cleaned["email"]
        return Membership(user=self.people.get(email) or User(email=email), team=self.cleaned["team"])

    def after_init_instance(self, instance, new, row, **kwargs):
        self.person_is_new = instance.user.pk is None

    def fill(self, instance):
        instance.user.name = self.cleaned["name"]
        instance.role = self.cleaned["role"]

    def write(self, instance):
        save_membership(membership=instance)
        self.people[instance.user.email] = instance.user

    def after_import_row(self, row, row_result, **kwargs):
        row_result.person_is_new = self.person_is_new
        row_result.new_in_words = "New person" if self.person_is_new else "New team for this person"
