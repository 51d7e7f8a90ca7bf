"""What the worker does in the background (`manage.py db_worker`)."""

from django_tasks import task

from .actions import make_report


@task()
def make_report_task(report_id: str, attempt: int) -> bool:
    return make_report(report_id=report_id, attempt=attempt)
