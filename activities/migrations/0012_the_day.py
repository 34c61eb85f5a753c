"""Who else came, what is written for the day, feedback, the write-up; and lessons that are not about places alone.

What was learned at places stays in its rows. Going back keeps those, and lets the other lessons go.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def keep_all(apps, schema_editor):
    """Every row is about a place already."""


def keep_those_of_places(apps, schema_editor):
    apps.get_model("activities", "Lesson").objects.filter(venue__isnull=True).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0011_noticeboard'),
        ('beneficiaries', '0004_profile'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel('VenueLesson', 'Lesson'),
        migrations.AlterField(
            model_name='lesson',
            name='venue',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='activities.venue'),
        ),
        migrations.RunPython(keep_all, keep_those_of_places),
        migrations.CreateModel(
            name='DayPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('travel', models.TextField(blank=True, max_length=800, verbose_name='Buses, trains and where to meet')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('face', models.CharField(choices=[('good', 'Good'), ('so_so', 'So-so'), ('not_good', 'Not good')], max_length=8, verbose_name='How was it?')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='Would you like to say something?')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                'verbose_name_plural': 'feedback',
            },
        ),
        migrations.CreateModel(
            name='WhoElse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guests', models.PositiveSmallIntegerField(default=0, verbose_name='How many guests came?')),
                ('new_faces', models.PositiveSmallIntegerField(default=0, verbose_name='How many people were here for the first time?')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name_plural': 'who else',
            },
        ),
        migrations.CreateModel(
            name='WriteUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notes', models.TextField(blank=True, max_length=2000, verbose_name='How did it go?')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            model_name='lesson',
            name='about',
            field=models.CharField(choices=[('kind', 'This kind of activity'), ('place', 'This place'), ('person', 'This person')], default='place', max_length=6, verbose_name='What is it about?'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='activity',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='beneficiary',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='beneficiaries.beneficiary'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='kind',
            field=models.CharField(blank=True, choices=[('group', 'In a group'), ('one-to-one', 'One-to-one'), ('community', 'Going along to something that already exists'), ('network', 'WY-FI Network')], db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='lesson',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='words',
            field=models.CharField(max_length=300, verbose_name='What did we learn?'),
        ),
        migrations.AlterField(
            model_name='message',
            name='about',
            field=models.CharField(choices=[('tell', 'Details of the plan'), ('check_in', 'Check-in'), ('write_up', 'How it went'), ('turn', 'What changed'), ('speak_to', 'What there is to speak about')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', 'kind'), ('activity__isnull', False), ('beneficiary__isnull', True), ('venue__isnull', True)), models.Q(('about', 'place'), ('beneficiary__isnull', True), ('venue__isnull', False)), models.Q(('about', 'place'), ('activity__isnull', False), ('beneficiary__isnull', True), models.Q(('place', ''), _negated=True)), models.Q(('about', 'person'), ('beneficiary__isnull', False), ('venue__isnull', True)), _connector='OR'), name='lesson_about_one_thing'),
        ),
        migrations.AddField(
            model_name='daypack',
            name='activity',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='day_pack', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='daypack',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='feedback',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='whoelse',
            name='activity',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='who_else', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='whoelse',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='writeup',
            name='activity',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='write_up', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='writeup',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.UniqueConstraint(fields=('activity', 'key'), name='feedback_said_once'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('face__in', ['good', 'so_so', 'not_good'])), name='feedback_face_known'),
        ),
    ]
