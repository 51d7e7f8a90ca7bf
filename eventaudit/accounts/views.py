from django.shortcuts import redirect, render

from .policies import signed_in


@signed_in
def home(request):
    """Straight to the only organisation, or a choice of them."""
    memberships = list(request.user.memberships.select_related("organisation").order_by("organisation__name"))
    if len(memberships) == 1:
        return redirect("organisation", memberships[0].organisation.slug)
    return render(request, "accounts/home.html", {"memberships": memberships})
