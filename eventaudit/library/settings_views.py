"""The organisation's own settings of the analysis: managers read them, admins change them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.models import Organisation, Role
from eventaudit.accounts.policies import admins, managers
from eventaudit.consistency import Settings

from .actions import ChangedMeanwhile, change_settings
from .models import AnalysisSettings
from .own_settings import by_path, held, stored_settings
from .queries import atmospheres_of, touchpoints_in_use
from .setting_texts import AXES, path_name
from .settings_form import Change, SettingsForm, in_words

ALL = "*"
REFUSED, CONFLICT = 422, 409


@managers
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    return _page(request, _form(request.membership.organisation))


@admins
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Store the whole form; `default` names one value, or `*` all of them, to go back to the default."""
    organisation = request.membership.organisation
    data, back = request.POST.copy(), request.POST.get("default", "")
    if back == ALL:
        data = {"base": data.get("base", "")}
    elif back:
        data[back] = ""
    form = _form(organisation, data)
    if not form.is_valid():
        return _page(request, form, status=REFUSED)
    wanted = Settings() if back == ALL else form.settings
    try:
        stored = change_settings(
            organisation=organisation, settings=wanted, base=form.cleaned_data["base"], by=request.user
        )
    except ChangedMeanwhile:
        organisation.refresh_from_db()
        return _told(request, _form(organisation, data))
    messages.success(request, _saved(stored, back, form))
    return redirect("library:settings", organisation.slug)


def _told(request: HttpRequest, form: SettingsForm) -> HttpResponse:
    """The page again, with what was typed and with what somebody else has stored meanwhile."""
    form.full_clean()
    again = _form(request.membership.organisation, form.merged())
    return _page(request, again, status=CONFLICT, theirs=form.changed_meanwhile)


def _saved(stored: AnalysisSettings, back: str, form: SettingsForm) -> str:
    if back in form.defaults:
        return _("“%(name)s” is back at its default, %(value)s.") % {
            "name": path_name(back, form.touchpoints),
            "value": in_words(form.defaults[back]),
        }
    count = len(by_path(stored.values))
    if not count:
        return _("All settings are the defaults.")
    return (
        ngettext(
            "The settings are kept. %d value is your own.",
            "The settings are kept. %d values are your own.",
            count,
        )
        % count
    )


def _form(organisation: Organisation, data=None) -> SettingsForm:
    stored = stored_settings(organisation)
    values = stored.values if stored else {}
    return SettingsForm(
        data,
        stored=by_path(values),
        ignored=held(values).ignored,
        touchpoints=touchpoints_in_use(organisation),
    )


def _page(
    request: HttpRequest, form: SettingsForm, *, status: int = 200, theirs: list[Change] | None = None
) -> HttpResponse:
    stored = stored_settings(request.membership.organisation)
    context = {
        "form": form,
        "stored": stored,
        "own": len(form.values),
        "ignored": sorted(form.stored.keys() - form.values.keys()),
        "theirs": theirs,
        "may_change": request.membership.role == Role.ADMIN,
        "axes": AXES.values(),
        "atmospheres": [
            (each, [in_words(each.axes.get(axis)) for axis in AXES])
            for each in atmospheres_of(request.membership.organisation).values()
        ],
    }
    return render(request, "library/settings.html", context, status=status)
