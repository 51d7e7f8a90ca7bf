"""What commands of the library take."""

from django.core.management.base import CommandError

from eventaudit.accounts.models import Organisation


def organisation_named(slug: str | None) -> Organisation | None:
    """None where no name is given. Raises CommandError where there is none of that name."""
    if not slug:
        return None
    try:
        return Organisation.objects.get(slug=slug)
    except Organisation.DoesNotExist:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(
            f"There is no organisation {slug!r}. There are: {known or 'none'}.", returncode=2
        ) from None
