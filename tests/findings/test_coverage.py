import pytest

from eventaudit.findings.coverage import covered_percent


@pytest.mark.parametrize(
    ("coverage", "percent"),
    [(None, None), (0.0, 0), (0.29, 29), (0.5999, 59), (0.6, 60), (0.985, 98), (0.9999, 99), (1.0, 100)],
)
def test_coverage_is_never_overstated(coverage, percent):
    assert covered_percent(coverage) == percent
