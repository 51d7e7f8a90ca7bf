"""Parts are cut, linked, kept and found again; none of this renders anything."""

import os
import threading

import pytest

from eventaudit.reports import part_cache
from eventaudit.reports.document import Part
from eventaudit.reports.fonts import fonts_for, letters_without_font
from eventaudit.reports.renderer import Sheet
from eventaudit.reports.setting import ELSEWHERE, numbered
from eventaudit.reports.sheets import cut, cut_into_sheets

CONTEXT = {"language": "en", "event": {"name": "Evening", "organisation": "House"}}
ITEM = "<p>x</p>" * 10


@pytest.fixture(autouse=True)
def _own_cache(settings, tmp_path):
    settings.REPORT_CACHE = tmp_path / "cache"


def part(key, *pieces):
    return Part(key, key.title(), pieces)


def test_a_part_is_cut_between_its_pieces_but_not_after_its_head():
    pieces = list(cut(part("plan", "<h2>Plan</h2>", ITEM, ITEM, ITEM), largest=12))
    assert [piece.count("</p>") for piece in pieces] == [10, 10, 10]
    assert [piece.count("<h2>") for piece in pieces] == [1, 0, 0]
    assert [piece.count('id="plan"') for piece in pieces] == [1, 0, 0]


def test_a_short_part_stays_whole():
    assert len(list(cut(part("plan", "<h2>Plan</h2>", ITEM, ITEM)))) == 1


def test_links_lead_into_other_parts_and_those_to_nowhere_are_undone():
    front, one = (
        part("front", '<a href="#one">1</a>'),
        part("one", '<a href="#one">1</a><a href="#gone">2</a>'),
    )
    sheets = cut_into_sheets([front, one], CONTEXT)
    assert f'<a href="{ELSEWHERE}one">1</a>' in sheets.front
    assert '<a href="#one">1</a><a >2</a>' in sheets.bodies[0]


def test_the_front_is_given_the_page_numbers_of_all_parts():
    sheets = [Sheet(2, {"one": 0, "late": 1}, []), Sheet(3, {"two": 2}, [])]
    links = "".join(f'<a href="{ELSEWHERE}{name}">' for name in ("one", "late", "two", "none"))
    assert numbered(links, sheets, 3) == (
        f'<a href="{ELSEWHERE}one" data-page="4"><a href="{ELSEWHERE}late" data-page="5">'
        f'<a href="{ELSEWHERE}two" data-page="8"><a href="{ELSEWHERE}none">'
    )


def test_what_a_part_is_known_by_changes_with_its_words_and_its_photos(tmp_path):
    def digest(text, photo):
        (tmp_path / "1.jpg").write_bytes(photo)
        sheets = cut_into_sheets([part("front", ""), part("one", f'<img src="photo/1.jpg">{text}')], CONTEXT)
        return sheets.digests({"photo/1.jpg": str(tmp_path / "1.jpg")})

    assert digest("a", b"1") == digest("a", b"1")
    assert len({*digest("a", b"1"), *digest("b", b"1"), *digest("a", b"2")}) == 3


def test_only_the_fonts_whose_letters_are_there_are_taken():
    assert {font.address.split("-")[-3] for font in fonts_for("Evening ä")} == {"latin"}
    assert any("hebrew" in font.address for font in fonts_for("ש"))
    assert letters_without_font("aä€ש🎉\u200d\ufe0f漢") == {"漢"}


def make_part(folder, content=b"pdf"):
    made = folder / "made"
    made.with_suffix(".pdf").write_bytes(content)
    made.with_suffix(".json").write_text('{"pages": 1}')
    return made


def test_a_kept_part_is_found_again(tmp_path):
    assert part_cache.take("digest", to=tmp_path / "part0") is False
    part_cache.keep("digest", made=make_part(tmp_path))
    assert part_cache.take("digest", to=tmp_path / "part0") is True
    assert (tmp_path / "part0.pdf").read_bytes() == b"pdf"
    assert part_cache.folder().stat().st_mode & 0o077 == 0


def test_a_part_without_its_sheet_is_none(tmp_path):
    part_cache.keep("digest", made=make_part(tmp_path))
    (part_cache.folder() / "digest.json").unlink()
    assert part_cache.take("digest", to=tmp_path / "part0") is False
    assert list(tmp_path.glob("part0*")) == []


def test_what_was_unused_longest_is_deleted_first(tmp_path):
    for age, digest in enumerate(("new", "old", "older")):
        part_cache.keep(digest, made=make_part(tmp_path, b"x" * 100))
        for path in part_cache.folder().glob(f"{digest}.*"):
            os.utime(path, (1e9 - age, 1e9 - age))
    part_cache.prune(most_bytes=230, most_seconds=1e10)
    assert sorted(path.name for path in part_cache.folder().iterdir()) == [
        "new.json", "new.pdf", "old.json", "old.pdf",
    ]  # fmt: skip
    part_cache.prune(most_seconds=3600)
    assert list(part_cache.folder().iterdir()) == []


def test_two_workers_may_keep_take_and_prune_at_once(tmp_path):
    troubles = []

    def work(number):
        own = tmp_path / str(number)
        own.mkdir()
        try:
            for turn in range(30):
                part_cache.keep(f"digest{turn % 3}", made=make_part(own))
                if part_cache.take(f"digest{turn % 3}", to=own / "part"):
                    assert (own / "part.pdf").read_bytes() == b"pdf"
                part_cache.prune(most_bytes=10)
        except Exception as trouble:
            troubles.append(trouble)

    workers = [threading.Thread(target=work, args=[number]) for number in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert troubles == []
