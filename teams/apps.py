from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = "Teams and accounts"

    def ready(self):
        from teams.followed import follow_all

        follow_all()
