from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "wyfi_coproduction"
    verbose_name = "The shell: sign-in, base template, error pages"
