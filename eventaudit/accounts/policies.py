"""Who may open a view. Every view of ours names its policy; the middleware refuses one that has none."""

from collections.abc import Callable
from dataclasses import dataclass

from .models import Role

View = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who gets in: anybody (`public`), whoever is signed in (no roles), or members with one of `roles`."""

    public: bool = False
    roles: frozenset[str] = frozenset()


def _with(policy: Policy) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.policy = policy
        return view

    return mark


public = _with(Policy(public=True))
signed_in = _with(Policy())


def roles(*allowed: Role) -> Callable[[View], View]:
    """Members of the organisation in the address, with one of these roles."""
    return _with(Policy(roles=frozenset(allowed)))


members = roles(*Role)
managers = roles(Role.ADMIN, Role.MANAGER)
admins = roles(Role.ADMIN)
auditors = roles(Role.ADMIN, Role.MANAGER, Role.AUDITOR)
