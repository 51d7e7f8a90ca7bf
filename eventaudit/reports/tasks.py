"""What the worker does in the background (`manage.py db_worker`)."""

from django.conf import settings
from django_tasks import task

from .actions import make_report
from .renderers import keep_one_ready


@task()
def make_report_task(report_id: str, attempt: int) -> bool:
    made = make_report(report_id=report_id, attempt=attempt)
    if settings.REPORT_RENDERER_READY:
        keep_one_ready()
    return made
