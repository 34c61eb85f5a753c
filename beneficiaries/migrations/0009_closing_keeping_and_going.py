"""Since when somebody has moved on, why something must be kept, and who is erased."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def know_since_when_they_moved_on(apps, schema_editor):
    """Nobody wrote it down before: it is counted from today."""
    people = apps.get_model("beneficiaries", "Beneficiary").objects
    people.filter(status="moved_on", closed_on=None).update(closed_on=timezone.localdate())


class Migration(migrations.Migration):

    dependencies = [
        ('beneficiaries', '0008_what_milestones_count_as'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='beneficiary',
            name='closed_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='beneficiary',
            name='held_by',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='beneficiary',
            name='held_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='beneficiary',
            name='held_why',
            field=models.CharField(blank=True, db_default='', default='', help_text='Who asked for it, such as “a court”. Never what happened. While this says anything, nothing goes.', max_length=120, verbose_name='must be kept, because'),
        ),
        migrations.AddField(
            model_name='beneficiary',
            name='is_gone',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunPython(know_since_when_they_moved_on, migrations.RunPython.noop, elidable=True),
    ]
