import threading

from fontTools.ttLib import TTFont

from eventaudit.reports.typesetting.fonts import families, font_folder, letters_without_font, printable


def test_letters_that_none_of_our_fonts_has_are_told():
    assert letters_without_font("aä€ש🎉→\u200d\ufe0f漢") == {"漢"}
    assert printable("Tea 漢 ä") == "Tea □ ä"


def test_every_family_that_is_asked_for_is_in_the_folder():
    folder = font_folder()
    there = set()
    for path in folder.iterdir():
        with TTFont(path, lazy=True) as font:
            there.add(font["name"].getBestFamilyName())
    asked = families()
    assert set(asked["sans"]) | set(asked["serif"]) == there
    assert (asked["sans"][0], asked["serif"][0]) == ("source-sans-3-latin", "source-serif-4-latin")


def test_two_may_make_the_folder_at_once(settings, tmp_path):
    settings.FONT_CACHE = tmp_path / "fonts"
    made = []
    workers = [threading.Thread(target=lambda: made.append(font_folder())) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert made[0] == made[1]
    assert [path.name for path in settings.FONT_CACHE.iterdir()] == [made[0].name]
