import pytest

from eventaudit.library.models import Atmosphere, Criterion, TemplateVersion
from tests import factories


@pytest.mark.django_db
def test_loading_the_library_twice_changes_nothing():
    first = factories.load_default_library()
    assert first.pk == factories.load_default_library().pk
    assert (TemplateVersion.objects.count(), Criterion.objects.count(), Atmosphere.objects.count()) == (
        1,
        113,
        8,
    )
