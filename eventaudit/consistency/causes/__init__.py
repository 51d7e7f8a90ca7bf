"""Root causes: findings grouped by what one person could make good at once (docs/root-causes.md)."""

from .arranging import Choices, arrange
from .proposing import propose_causes
from .root_cause import Kind, Link, RootCause, Rule
from .titles import Title, leading, title_of

__all__ = [
    "Choices",
    "Kind",
    "Link",
    "RootCause",
    "Rule",
    "Title",
    "arrange",
    "leading",
    "propose_causes",
    "title_of",
]
