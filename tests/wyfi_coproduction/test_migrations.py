"""A new version comes without a pause: the last release’s code goes on while the schema is already new."""

import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django_migration_linter.migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements

from tests.releases import LIST, OURS, last_release, since, written_down

pytestmark = pytest.mark.django_db

# What old code cannot run beside, whatever the database makes of it.
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
# Migrations of which somebody looked at what is said of them, and why they are all right: (app, name): why.
LOOKED_AT = {
    (
        "activities",
        "0018_who_came",
    ): "Who marks a register waits while it is made: 6.5 s at 1,000,000 rows on a busy machine."
}


@pytest.fixture(autouse=True)
def migrations_are_read(settings):
    """Also where the tables were made from the models."""
    settings.MIGRATION_MODULES = {}


def said_of(loader):
    """What is wrong with each migration since the last release, as `(app, name, what)`."""
    for migration in since(loader):
        key = (migration.app_label, migration.name)
        if key not in LOOKED_AT:
            yield from (
                (*key, type(change).__name__) for change in migration.operations if isinstance(change, TAKES_AWAY)
            )
            yield from ((*key, "cannot be undone") for change in migration.operations if not change.reversible)


def test_no_migration_since_the_last_release_takes_away_what_old_code_uses():
    assert list(said_of(MigrationLoader(connection))) == []


# SQLite writes whole tables anew.
@pytest.mark.postgresql_alone
def test_no_migration_since_the_last_release_refuses_old_rows_or_locks_a_big_table():
    """Read as PostgreSQL's statements: a column that must be filled in, another type, a constraint on what is there."""
    linter = MigrationLinter(no_output=True, no_cache=True)
    said = {}
    for migration in since(linter.migration_loader):
        key = (migration.app_label, migration.name)
        statements = linter.get_sql(*key)
        errors, _, warnings = analyse_sql_statements(linter.sql_analyser_class, statements, [])
        if (errors or warnings) and key not in LOOKED_AT:
            said[key] = [issue.code for issue in (*errors, *warnings)]
    assert said == {}


def old_models():
    """The models of the last release, as its code has them."""
    loader = MigrationLoader(connection)
    state = loader.project_state(last_release())
    return [model for model in state.apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]


def test_old_code_can_add_a_row_to_every_table_it_knows():
    """What was added since may be empty, or the database fills it in."""
    refused = []
    for model in old_models():
        known = {field.column for field in model._meta.local_concrete_fields}
        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, model._meta.db_table)
        assert known <= {column.name for column in columns}, model
        new = [column for column in columns if column.name not in known]
        refused += [
            f"{model.__name__}.{column.name}" for column in new if not column.null_ok and column.default is None
        ]
    assert refused == []


def test_old_code_reads_and_writes_what_new_code_wrote():
    """One row of each table of the demo is read, saved, taken out and put back by the old code's own models."""
    call_command("seed_demo", verbosity=0)
    written = []
    for model in old_models():
        row = model._base_manager.order_by("pk").last()
        if row is None:
            continue
        row.save(force_update=True)
        model._base_manager.filter(pk=row.pk)._raw_delete(using=connection.alias)
        row.save(force_insert=True)
        written.append(model.__name__)
    connection.check_constraints()
    assert len(written) > 40


def test_the_list_of_the_last_release_names_migrations_that_there_are():
    assert set(last_release()) <= set(MigrationLoader(None).disk_migrations)
    assert {app for app, _ in last_release()} == set(OURS)
    assert written_down(MigrationLoader(None)).splitlines()[0] == LIST.read_text().splitlines()[0]
