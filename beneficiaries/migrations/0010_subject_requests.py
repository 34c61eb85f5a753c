"""Who asked what is held of them, and by when they are answered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('beneficiaries', '0009_closing_keeping_and_going'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SubjectRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='When did they ask?')),
                ('waiting_from', models.DateField(editable=False, null=True, verbose_name='asked what they mean on')),
                ('waiting_until', models.DateField(editable=False, null=True, verbose_name='heard what they mean on')),
                ('answered_on', models.DateField(editable=False, null=True, verbose_name='answered on')),
                ('beneficiary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subject_requests', to='beneficiaries.beneficiary')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by')),
            ],
            options={
                'ordering': ['asked_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_on', None)), fields=('beneficiary',), name='subject_request_one_at_a_time'), models.CheckConstraint(condition=models.Q(('waiting_until', None), ('waiting_until__gte', models.F('waiting_from')), _connector='OR'), name='subject_request_waits_forwards')],
            },
        ),
    ]
