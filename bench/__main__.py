"""`make bench`: figures of the pages, the analysis, the messages and the report, on a database of its own.

Every line gives the median time, the number of queries and the most Python memory of one run; what can be
compared is compared with something run side by side, since only ratios travel between machines.
`python -m bench sync` measures that part alone, on the database that DATABASE_URL names;
`python -m bench report_large` a report of 250 pages, which takes minutes.
"""

import os
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO


def main(only: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="eventaudit-bench-") as folder:
        os.environ |= {
            "EVENTAUDIT_DATA": folder,
            "DATABASE_URL": os.environ.get("DATABASE_URL", "") if only else "",
            "DJANGO_SETTINGS_MODULE": "eventaudit.config.settings",
            "LOG_LEVEL": "ERROR",
        }
        if not os.environ["DATABASE_URL"]:
            del os.environ["DATABASE_URL"]
        import django

        django.setup()
        from django.core.management import call_command

        from . import analysis, pages, photos, report, report_large, scale, sync, tablet, wording

        with redirect_stdout(StringIO()):
            for command in (["migrate"], ["load_library"], ["load_demo"], ["collectstatic", "--no-input"]):
                if only != ["sync"] or command != ["load_demo"]:
                    call_command(*command)
        for part in (analysis, wording, scale, pages, sync, tablet, photos, report, report_large):
            if part.__name__.rpartition(".")[2] not in only if only else part is report_large:
                continue
            print(f"\n{part.__doc__.splitlines()[0]}")
            part.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
