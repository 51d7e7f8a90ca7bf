"""Illustrations of prints, food and drink, and the toilets."""

from .canvas import BRASS, CREAM, DARK_WOOD, GOLD, GREEN, GREY, INK, LINEN, NAVY, WHITE, WINE, Canvas
from .gallery import picture
from .people import tuxedo
from .props import (
    ballroom,
    bottle,
    candle,
    chair,
    counter,
    coupe,
    door,
    paper,
    paper_cup,
    tabletop,
    tiled,
    wheelchair_mark,
)


def _plate(c: Canvas, x, y, radius=190) -> None:
    c.shadow(x + 10, y + 16, radius * 1.15)
    c.ellipse(x, y, radius, fill="#fdfcf8")
    c.ellipse(x, y, radius * 0.97, outline=GOLD, line=3)
    c.ellipse(x, y, radius * 0.7, fill="#f5f2e9")


def _cutlery(c: Canvas, x, y, height=300) -> None:
    c.rect(x - 6, y - height / 2, 12, height, "#c9ccce", radius=6)
    c.ellipse(x, y - height / 2, 17, 34, "#c9ccce")


@picture("prints_theme_match", "Invitation, menu and place card: one paper, one typeface.")
def one_family() -> Canvas:
    c = tabletop("#3a1522")
    c.rect(0, 0, 1200, 900, "#00000030")
    for x, y, width, height, words in (
        (120, 170, 360, 540, "The\nGilded\nCompass"),
        (540, 120, 320, 480, "Menu"),
        (760, 600, 340, 170, "Ms Inka Havu"),
    ):
        paper(c, x, y, width, height, "#f7efdc")
        c.rect(x + 16, y + 16, width - 32, height - 32, None, outline=GOLD, line=3)
        c.text(x + width / 2, y + min(height / 2, 150), words, 44, NAVY)
    c.scribble(600, 350, 200, lines=5, gap=40, fill="#0b1d2aa0")
    c.ellipse(300, 590, 46, outline=GOLD, line=4)
    c.poly([(300, 552), (312, 590), (300, 628), (288, 590)], WINE)
    return c


@picture("prints_material_fit", "The menu is written by hand on cotton paper, and is the guest's to keep.")
def handwritten_menu() -> Canvas:
    c = tabletop()
    paper(c, 330, 80, 540, 720, "#f8f1e0")
    for y in range(80, 800, 24):
        c.ellipse(330, y + 12, 5, fill=LINEN)
        c.ellipse(870, y + 12, 5, fill="#e8dcc4")
    c.scribble(470, 170, 260, lines=1, fill=WINE, thick=7, seed=1)
    for course in range(4):
        c.scribble(430, 300 + course * 118, 340, lines=2, gap=36, fill="#1b2a44", thick=4, seed=course * 3)
    c.line([(910, 720), (1090, 320)], NAVY, 14)
    c.poly([(905, 732), (925, 690), (938, 696)], GOLD)
    return c


@picture("prints_signs_theme", "The way to the annex: an A4 sheet with a marker arrow, taped to the brass.")
def taped_arrow() -> Canvas:
    c = Canvas("#e7d8b6", "#cdb98c")
    c.rect(150, 90, 900, 200, NAVY, radius=10, outline=BRASS, line=8)
    c.text(600, 190, "PILVILINNA", 84, GOLD)
    c.poly([(330, 330), (850, 306), (872, 690), (352, 716)], "#00000028")
    c.poly([(322, 318), (842, 294), (864, 678), (344, 704)], "#fbfbf8")
    c.text(590, 400, "ANNEX", 92, "#22262a")
    c.line([(430, 560), (720, 546)], "#22262a", 26)
    c.line([(640, 470), (730, 546), (650, 630)], "#22262a", 26)
    for x, y in ((300, 296), (812, 272), (320, 676), (834, 652)):
        c.poly([(x, y), (x + 80, y - 12), (x + 86, y + 26), (x + 6, y + 38)], "#d9cfa0b0")
    return c


@picture("prints_slides_theme", "The slides keep to navy and gold.")
def slides() -> Canvas:
    c = ballroom(640, windows=False)
    c.rect(220, 90, 760, 440, INK, radius=8)
    c.rect(234, 104, 732, 412, NAVY)
    c.rect(254, 124, 692, 372, None, outline=GOLD, line=3)
    c.text(600, 260, "Partner of the year", 62, GOLD)
    c.ellipse(600, 390, 60, outline=GOLD, line=4)
    c.poly([(600, 336), (616, 390), (600, 444), (584, 390)], CREAM)
    tuxedo(c, 1080, 800, 420, 3)
    return c


@picture("prints_up_to_date", "22:00: the printed programme still names Aurora, and 'Carriages' at 22:30.")
def old_programme() -> Canvas:
    c = tabletop("#4a2030")
    paper(c, 350, 80, 500, 730, "#f7efdc")
    c.text(600, 160, "Programme", 56, NAVY)
    c.line([(450, 205), (750, 205)], GOLD, 4)
    rows = (("18:00", "Welcome"), ("19:00", "The Compass"), ("20:45", "Recital"), ("22:30", "Carriages"))
    for number, (time, words) in enumerate(rows):
        c.text(410, 275 + number * 76, time, 36, WINE, anchor="lm")
        c.text(520, 275 + number * 76, words, 36, NAVY, anchor="lm")
    c.text(600, 640, "Toastmaster", 32, NAVY)
    c.text(600, 700, "Aurora Kuvittelija", 42, NAVY)
    c.line([(430, 740), (770, 740)], "#a3302b", 7)
    c.text(930, 470, "!", 170, GOLD)
    return c


@picture("prints_amount", "One card on each plate: enough, and nothing to carry.")
def one_card() -> Canvas:
    c = tabletop()
    _plate(c, 600, 450, 290)
    _cutlery(c, 230, 450, 420)
    _cutlery(c, 970, 450, 420)
    paper(c, 490, 300, 220, 300, "#f7efdc")
    c.text(600, 360, "Menu", 40, WINE)
    c.scribble(530, 430, 140, lines=4, gap=36)
    return c


@picture("catering_as_promised", "17:55 at the bar: the glasses are out, the cava goes into paper cups.")
def paper_cups() -> Canvas:
    c = ballroom(480)
    counter(c, 600)
    bottle(c, 250, 590, 1.15)
    bottle(c, 370, 596, 1.15)
    for x, y, size in (
        (520, 594, 1.0),
        (630, 598, 1.0),
        (740, 594, 1.0),
        (860, 600, 1.1),
        (980, 596, 1.0),
        (690, 640, 1.25),
        (830, 644, 1.25),
    ):
        paper_cup(c, x, y, size)
    return c


@picture("catering_theme_fit", "The second course: plated, carried in, worthy of the house.")
def plated() -> Canvas:
    c = tabletop()
    _plate(c, 600, 450, 280)
    c.ellipse(570, 440, 110, 70, "#b5673f")
    c.ellipse(560, 425, 86, 46, "#cc8254")
    for x, y in ((690, 390), (716, 430), (700, 474), (668, 505)):
        c.ellipse(x, y, 20, fill=GREEN)
    c.arc(590, 470, 180, 120, 30, 150, WINE, 14)
    _cutlery(c, 240, 450, 400)
    _cutlery(c, 960, 450, 400)
    coupe(c, 1070, 330, 1.2, "#7a1f3a")
    return c


@picture("catering_diets_safe", "A flag for each diet: no nuts at table 17, served with the others.")
def diet_flag() -> Canvas:
    c = tabletop()
    _plate(c, 560, 480, 260)
    c.ellipse(530, 470, 90, 56, "#d7a05a")
    c.ellipse(630, 500, 50, 40, GREEN)
    c.line([(600, 470), (600, 190)], DARK_WOOD, 8)
    c.poly([(604, 190), (860, 190), (820, 250), (860, 310), (604, 310)], "#fffdf6", outline=GOLD, line=4)
    c.text(714, 250, "no nuts", 48, WINE)
    paper(c, 900, 560, 210, 150, "#f7efdc")
    c.text(1005, 635, "17 · seat 4", 34, NAVY)
    return c


@picture("catering_tableware_fit", "Porcelain for the dinner, paper for the welcome: side by side.")
def side_by_side() -> Canvas:
    c = tabletop()
    _plate(c, 400, 470, 250)
    c.shadow(860, 620, 240, 70)
    paper_cup(c, 800, 620, 2.2)
    paper_cup(c, 960, 700, 2.2)
    return c


@picture("toilets_clean_start", "17:45: spotless basins, towels folded, flowers on the shelf.")
def clean_basins() -> Canvas:
    c = tiled()
    for x in (160, 500, 840):
        c.rect(x, 130, 220, 250, "#eef4f4", radius=100, outline=BRASS, line=8)
        c.poly([(x + 60, 340), (x + 150, 160), (x + 176, 170), (x + 90, 350)], "#ffffffb0")
    c.rect(80, 500, 1040, 40, "#f7f3ea", radius=8)
    for x in (270, 610, 950):
        c.ellipse(x, 505, 100, 22, WHITE, outline="#b9c4c4", line=3)
        c.arc(x, 470, 26, 34, 180, 360, BRASS, 12)
    c.rect(420, 440, 44, 60, WINE, radius=8)
    for x, y in ((424, 420), (444, 404), (462, 422)):
        c.ellipse(x, y, 20, fill="#e58ea5")
    for row in range(3):
        c.rect(740, 478 - row * 16, 70, 14, WHITE, radius=5, outline="#cfd8d8", line=1)
    return c


@picture("toilets_clean_late", "21:00 in the ladies' room: wet floor, the bin full, towels out.")
def dirty_floor() -> Canvas:
    c = tiled(560)
    c.ellipse(500, 760, 330, 60, "#b9d3dca0")
    c.ellipse(420, 745, 150, 22, "#e4f2f6a0")
    c.rect(820, 470, 190, 270, "#5d6a6c", radius=14)
    c.ellipse(915, 470, 96, 22, "#3c484a")
    for number, (x, y) in enumerate(((850, 450), (900, 420), (960, 446), (930, 400), (880, 384), (990, 470))):
        c.poly(
            [(x - 36, y + 10), (x - 6, y - 32), (x + 34, y - 8), (x + 20, y + 28)],
            ("#fbfbf8", "#ecebe4")[number % 2],
        )
    for x, y in ((700, 770), (300, 830), (610, 850), (180, 720)):
        c.poly([(x, y), (x + 60, y - 18), (x + 78, y + 14), (x + 16, y + 30)], "#f4f3ec")
    c.rect(180, 150, 220, 260, "#c7cccc", radius=10)
    c.rect(210, 380, 160, 22, "#6b7779")
    c.text(290, 280, "empty", 48, "#6b7779")
    return c


@picture("toilets_supplies", "The soap dispenser and the towel box, both empty.")
def empty_dispensers() -> Canvas:
    c = tiled(780)
    c.rect(230, 210, 200, 380, "#f2f5f5", radius=24, outline="#9fb0b0", line=5)
    c.rect(270, 270, 120, 240, "#dfe7e7", radius=12)
    c.rect(310, 590, 40, 50, GREY, radius=8)
    c.rect(640, 230, 340, 320, "#d3d9d9", radius=16, outline="#9fb0b0", line=5)
    c.rect(690, 510, 240, 26, "#49585a", radius=8)
    c.line([(330, 300), (330, 490)], "#c3cfcf", 8)
    return c


@picture("toilets_accessible", "18:10 and 20:50: the accessible toilet is locked, stacked chairs inside.")
def locked_toilet() -> Canvas:
    c = Canvas("#e4d9c0", "#c9b88f")
    c.rect(0, 760, 1200, 140, "#8a5f38")
    door(c, 380, 110, 420, 650, "#8d6a48")
    c.rect(430, 170, 320, 230, "#3a2c20", radius=6)
    for column in range(2):
        for level in range(3):
            x, y = 520 + column * 140, 400 - level * 42
            c.rect(x - 46, y - 70, 92, 26, "#b9413a", radius=6)
            c.line([(x - 40, y - 46), (x - 40, y)], GREY, 6)
            c.line([(x + 40, y - 46), (x + 40, y)], GREY, 6)
    c.rect(430, 170, 320, 230, "#cfe6f030", radius=6, outline="#5b4530", line=8)
    c.rect(745, 440, 60, 90, BRASS, radius=10)
    c.arc(775, 442, 22, 34, 180, 360, INK, 10)
    c.ellipse(775, 486, 10, fill=INK)
    c.rect(140, 250, 180, 200, "#1f5c99", radius=14)
    wheelchair_mark(c, 216, 350, 1.4)
    paper(c, 500, 560, 180, 100)
    c.text(590, 610, "STORE", 44, "#a3302b")
    return c


@picture("toilets_finish_fit", "Brass and marble: the washrooms belong to the house.")
def brass_tap() -> Canvas:
    c = tiled(900)
    c.rect(0, 0, 1200, 560, "#e9e2d6")
    c.rect(380, 60, 440, 430, "#eef4f4", radius=200, outline=BRASS, line=14)
    c.poly([(500, 420), (660, 110), (710, 130), (560, 440)], "#ffffffa0")
    c.rect(0, 620, 1200, 280, "#f3efe8")
    for y, shift in ((690, 0), (780, 200), (850, -100)):
        c.line([(0, y), (420 + shift, y - 26), (900, y + 20), (1200, y - 10)], "#d9d1c4", 6)
    c.ellipse(600, 650, 330, 64, WHITE, outline="#cfc7b8", line=5)
    c.rect(584, 520, 32, 110, BRASS, radius=10)
    c.arc(600, 540, 60, 60, 180, 300, BRASS, 24)
    candle(c, 1000, 640, 1.2)
    return c


@picture("P03", "Four courses, and four wines beside them.")
def four_wines() -> Canvas:
    c = tabletop()
    for x in (210, 470, 730, 990):
        _plate(c, x, 560, 122)
    for number, x in enumerate((210, 470, 730, 990)):
        c.ellipse(x, 556, 46, 34, ("#d98a5a", "#8a5a3a", "#c9a24b", "#7a3a44")[number])
        coupe(c, x, 360, 1.5, ("#f2e2a0", "#ead08a", "#7a1f3a", "#c9853a")[number])
    return c


@picture("P20", "Printed menu: origin and allergens stand under every dish.")
def allergens() -> Canvas:
    c = tabletop("#3a1522")
    paper(c, 300, 70, 600, 750, "#f7efdc")
    c.text(600, 150, "Menu", 58, NAVY)
    dishes = (
        ("Pike perch", "lake Pilvi · fish, milk"),
        ("Venison", "Olematon forest · celery"),
        ("Cheese", "next village · milk"),
        ("Pear", "own orchard · no nuts"),
    )
    for number, (dish, line) in enumerate(dishes):
        c.text(600, 260 + number * 130, dish, 44, WINE)
        c.text(600, 308 + number * 130, line, 28, NAVY)
    return c


@picture("P29", "Cotton paper from the next village; the guest takes it home.")
def kept_menu() -> Canvas:
    c = ballroom(480)
    counter(c, 640, top="#fdfaf3", front="#efe6d3")
    chair(c, 180, 620, 1.6)
    chair(c, 1020, 620, 1.6)
    c.rect(490, 330, 220, 300, "#f8f1e0", radius=4, outline=GOLD, line=3)
    c.scribble(530, 400, 140, lines=6, gap=32, fill="#1b2a44")
    candle(c, 380, 640, 1.4)
    candle(c, 820, 640, 1.4)
    return c
