"""Root causes: findings grouped by what one person could make good at once (docs/root-causes.md)."""

from .arranging import Choices, arrange
from .proposing import propose_causes
from .root_cause import Kind, Link, RootCause, Rule

__all__ = ["Choices", "Kind", "Link", "RootCause", "Rule", "arrange", "propose_causes"]
