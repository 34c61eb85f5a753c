from django.apps import AppConfig


class ChecklistConfig(AppConfig):
    name = "checklist"
    verbose_name = "Check list"

    def ready(self):
        from checklist.followed import follow_all

        follow_all()
