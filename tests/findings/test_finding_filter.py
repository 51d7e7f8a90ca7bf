"""The filter of the findings: what it chooses, what it counts, what it does with nonsense."""

import pytest

from eventaudit.consistency import Finding
from eventaudit.findings.finding_filter import FindingFilter, unknown_words
from eventaudit.findings.wording import Glossary
from eventaudit.library.models import TemplateVersion
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def finding(gap, touchpoint, severity, *phases):
    return Finding(
        id=f"{gap}:{touchpoint}",
        gap=gap,
        touchpoint=touchpoint,
        delta=0.5,
        impact=50,
        severity=severity,
        evidence_grade="A",
        refs=(),
        message_key="s.fit",
        phases=phases,
    )


FINDINGS = [
    finding("S", "toilets", "critical", "break", "meal"),
    finding("G2", "toilets", "major", "arrival"),
    finding("G2", "host", "major", "session"),
    finding("G1", "message", "minor", "before"),
]


@pytest.fixture
def glossary(db):
    version = TemplateVersion.objects.get(template__organisation=None, number=1)
    return Glossary.load(version, make_organisation(), {})


def chosen(glossary, **asked):
    return FindingFilter(asked, glossary)


def ids(findings):
    return [each.id for each in findings]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["S:toilets", "G2:toilets", "G2:host", "G1:message"]),
        ({"severity": "major"}, ["G2:toilets", "G2:host"]),
        ({"touchpoint": "message"}, ["G1:message"]),
        ({"phase": "meal"}, ["S:toilets"]),
        ({"severity": "major", "touchpoint": "toilets"}, ["G2:toilets"]),
        ({"severity": "note"}, []),
        ({"severity": ""}, ["S:toilets", "G2:toilets", "G2:host", "G1:message"]),
    ],
)
def test_a_choice_leaves_what_fits_all_of_it(glossary, asked, expected):
    assert ids(chosen(glossary, **asked).apply(FINDINGS)) == expected


def test_what_is_chosen_is_told_in_words_and_has_one_address(glossary):
    one = chosen(glossary, touchpoint="toilets", severity="major")
    assert (one.words(), one.query) == ("Major, Toilets", "?severity=major&touchpoint=toilets")
    assert (chosen(glossary).words(), chosen(glossary).query) == ("", "")


def test_unknown_values_choose_nothing_and_are_named(glossary):
    asked = chosen(glossary, severity="huge", gap="G9", touchpoint="toilets")
    assert ids(asked.apply(FINDINGS)) == ["S:toilets", "G2:toilets"]
    assert unknown_words(asked.unknown) == [
        "Severity “huge” does not exist and was left out.",
        "Gap “G9” does not exist and was left out.",
    ]


def test_each_facet_counts_what_the_others_leave(glossary):
    facets = chosen(glossary, touchpoint="toilets").facets(FINDINGS)
    assert [(option.key, option.count) for option in facets["severity"].options] == [
        ("critical", 1),
        ("major", 1),
    ]
    assert [(option.key, option.count, option.chosen) for option in facets["touchpoint"].options] == [
        ("host", 1, False),
        ("toilets", 2, True),
        ("message", 1, False),
    ]
    assert [(option.key, option.count) for option in facets["phase"].options] == [
        ("arrival", 1),
        ("break", 1),
        ("meal", 1),
    ]


def test_a_facet_links_to_its_values_and_back(glossary):
    severity = chosen(glossary, touchpoint="toilets", severity="major").facets(FINDINGS)["severity"]
    assert severity.options[0].query == "?severity=critical&touchpoint=toilets"
    assert (severity.chosen.key, severity.without) == ("major", "?touchpoint=toilets")
    assert chosen(glossary, severity="major").facets(FINDINGS)["severity"].without == "?"


def test_a_chosen_value_stays_to_be_seen_where_nothing_fits(glossary):
    options = chosen(glossary, severity="note").facets(FINDINGS)["severity"].options
    assert [(option.key, option.count) for option in options] == [
        ("critical", 1),
        ("major", 2),
        ("minor", 1),
        ("note", 0),
    ]
