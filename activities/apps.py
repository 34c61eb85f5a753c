from django.apps import AppConfig
from django.core.checks import register


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "Activities"

    def ready(self):
        from activities.checks import bands_make_sense
        from activities.followed import follow_all

        register(bands_make_sense)
        follow_all()
