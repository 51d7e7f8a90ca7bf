"""Illustrations of the venue, its music, decor and light, and of what happens on stage."""

from .canvas import BRASS, CREAM, DARK_WOOD, GOLD, INK, NAVY, WHITE, WINE, Canvas
from .gallery import picture
from .people import entertainer, gown, guest, staff, tuxedo, violinist
from .props import (
    ballroom,
    candle,
    chair,
    chandelier,
    clock,
    corridor,
    coupe,
    meter,
    night,
    paper,
    sign,
    table,
    tabletop,
    wheelchair_mark,
)


@picture("venue_space_feel", "Main hall: tables set wide apart, two people pass between them with ease.")
def wide_tables() -> Canvas:
    c = ballroom(560)
    chandelier(c, 600, 70, 0.9)
    for x, y, rx in ((190, 620, 110), (600, 600, 100), (1010, 620, 110), (330, 760, 140), (880, 760, 140)):
        table(c, x, y, rx)
    tuxedo(c, 585, 850, 250, 0)
    gown(c, 655, 855, 240, 1)
    return c


@picture("venue_area_per_person", "Plan of the hall at its fullest: 1.5 square metres for each guest.")
def floor_plan() -> Canvas:
    c = tabletop("#dfe7ea")
    paper(c, 140, 90, 920, 700)
    c.rect(200, 150, 800, 500, None, outline=NAVY, line=6)
    c.rect(520, 150, 160, 60, "#e4dcc8", outline=NAVY, line=3)
    c.text(600, 180, "stage", 28, NAVY)
    for row in range(3):
        for column in range(4):
            x, y = 290 + column * 206, 290 + row * 125
            c.ellipse(x, y, 38, fill="#f1e9d6", outline=NAVY, line=3)
            for dx, dy in ((0, -52), (45, -26), (45, 26), (0, 52), (-45, 26), (-45, -26)):
                c.ellipse(x + dx, y + dy, 9, fill=WINE)
    c.text(600, 722, "360 sq m for 240 guests: 1.5 each", 46, NAVY)
    return c


@picture("venue_image_fit", "The manor from the courtyard: it looks like the house in the invitation.")
def manor() -> Canvas:
    c = night(640, "#26382c")
    c.glow(600, 560, 560, 260, strength=0.45)
    c.rect(210, 300, 780, 350, "#e7d9b8")
    c.poly([(180, 300), (1020, 300), (900, 190), (300, 190)], "#4b3a35")
    c.rect(500, 230, 200, 420, "#efe3c6")
    c.poly([(480, 232), (720, 232), (600, 130)], "#55423c")
    c.rect(560, 500, 80, 150, WINE, radius=34)
    for x in (260, 370, 780, 890):
        for y in (350, 500):
            c.rect(x, y, 56, 96, "#ffd98a", radius=24)
            c.line([(x + 28, y), (x + 28, y + 96)], "#b58b34", 4)
    for x in (526, 618):
        c.rect(x, 330, 56, 100, "#ffd98a", radius=24)
    c.poly([(520, 650), (680, 650), (860, 900), (340, 900)], "#b9ab8c")
    for x in (120, 1080):
        c.poly([(x, 380), (x + 60, 660), (x - 60, 660)], "#142219")
    return c


@picture("venue_condition", "Corridor to the ballroom: swept, polished, no lamp missing.")
def kept_corridor() -> Canvas:
    c = corridor()
    for x, y, size in ((150, 330, 1.0), (290, 370, 0.6), (1050, 330, 1.0), (910, 370, 0.6)):
        c.glow(x, y, 130 * size, strength=0.8)
        c.ellipse(x, y, 20 * size, 32 * size, "#fff0c2", outline=BRASS, line=3)
    c.rect(470, 270, 260, 330, NAVY)
    c.rect(490, 290, 105, 310, DARK_WOOD)
    c.rect(605, 290, 105, 310, DARK_WOOD)
    c.ellipse(585, 450, 8, fill=GOLD)
    c.ellipse(615, 450, 8, fill=GOLD)
    c.rect(420, 560, 34, 44, BRASS)
    c.ellipse(437, 535, 34, 40, "#4f6b4a")
    c.rect(746, 560, 34, 44, BRASS)
    c.ellipse(763, 535, 34, 40, "#4f6b4a")
    return c


@picture("venue_step_free", "Ramp from the courtyard gate to the ballroom door, no step on the way.")
def ramp() -> Canvas:
    c = Canvas("#2b4058", "#5d7287")
    c.rect(0, 120, 1200, 560, "#d9c9a4")
    for y in range(160, 680, 62):
        c.line([(0, y), (1200, y)], "#c6b48b", 3)
    c.rect(760, 220, 260, 400, WINE, radius=90)
    c.rect(760, 420, 260, 200, WINE)
    c.glow(890, 420, 240, strength=0.5)
    c.rect(0, 680, 1200, 220, "#7d7a70")
    c.poly([(120, 820), (720, 620), (1060, 620), (1060, 820)], "#a9a391")
    c.line([(120, 760), (720, 540), (1060, 540)], BRASS, 10)
    for x, y in ((140, 815), (340, 748), (540, 680), (720, 622), (1056, 622)):
        c.line([(x, y), (x, y - 78)], BRASS, 8)
    c.rect(190, 300, 170, 190, "#1f5c99", radius=14)
    wheelchair_mark(c, 262, 392, 1.3)
    return c


@picture("venue_wheelchair_places", "Table 4: a chair taken out, the place laid as all the others.")
def wheelchair_place() -> Canvas:
    c = ballroom(520)
    table(c, 600, 600, 300)
    for x, y in ((250, 800), (950, 800)):
        chair(c, x, y, 1.7)
    c.rect(520, 742, 160, 130, "#1f5c99", radius=18)
    wheelchair_mark(c, 592, 812, 1.0)
    return c


@picture("venue_air_temperature", "Thermometer in the main hall at 20:10: 22 °C.")
def thermometer() -> Canvas:
    c = ballroom(700, windows=False)
    meter(c, 600, 420, "22.0", "°C")
    return c


@picture("ambience_decor_fit", "Chandeliers and mirrors in the hall, as the invitation said.")
def chandeliers() -> Canvas:
    c = ballroom(700)
    for x, y, size in ((250, 150, 0.9), (950, 150, 0.9), (600, 200, 1.4)):
        chandelier(c, x, y, size)
    for x in (330, 860):
        table(c, x, 780, 150)
    return c


@picture("ambience_light_fit", "Candlelight at the tables, the lamps turned low.")
def candlelight() -> Canvas:
    c = Canvas("#1c1410", "#3a2413")
    c.glow(600, 480, 620, 480, strength=0.35)
    c.rect(0, 650, 1200, 250, "#efe4cf")
    c.rect(0, 650, 1200, 14, "#ffffff70")
    for x, y, size in ((250, 690, 1.9), (470, 660, 1.3), (760, 660, 1.3), (960, 690, 1.9), (610, 720, 2.4)):
        candle(c, x, y, size)
    coupe(c, 380, 800, 1.4)
    coupe(c, 860, 800, 1.4)
    return c


@picture("ambience_music_fit", "The quartet in the Mirror Hall, still playing half an hour past its time.")
def quartet() -> Canvas:
    c = ballroom(640)
    chandelier(c, 600, 80, 0.8)
    c.rect(180, 780, 840, 60, "#6d472b", radius=8)
    for number, x in enumerate((300, 480, 680)):
        violinist(c, x, 790, 340, number)
        c.line([(x + 76, 790), (x + 76, 640)], INK, 5)
        c.poly([(x + 36, 650), (x + 116, 650), (x + 108, 600), (x + 44, 600)], CREAM)
    violinist(c, 880, 790, 340, 4, cello=True)
    return c


@picture("ambience_sound_level", "Sound in the Mirror Hall over five minutes: 66 dB(A).")
def sound_level() -> Canvas:
    c = ballroom(640)
    for number, x in enumerate((110, 250, 960, 1100)):
        guest(c, x, 800, 320, number)
    meter(c, 600, 480, "66", "dB(A), 5 min")
    return c


@picture("ambience_light_lux", "Light on the way to the annex: 60 lx at the floor.")
def light_meter() -> Canvas:
    c = corridor("#8d7d60", "#3d0c20")
    c.rect(0, 0, 1200, 900, "#0b1d2a70")
    c.glow(600, 360, 200, strength=0.35)
    meter(c, 600, 600, "60", "lx")
    return c


@picture("ambience_speech_clarity", "The annex behind the glass wall: no loudspeaker, the stage far away.")
def annex() -> Canvas:
    c = ballroom(560, windows=False)
    c.rect(420, 260, 360, 300, "#3a2413")
    c.glow(600, 400, 200, strength=0.6)
    tuxedo(c, 600, 550, 150, 0)
    for x in range(0, 1201, 200):
        c.rect(x, 60, 196, 560, "#d7ecf038", outline="#8fa6ab", line=5)
    for x in (210, 620, 1010):
        table(c, x, 760, 165)
    for number, x in enumerate((110, 330, 520, 740, 920, 1110)):
        guest(c, x, 890, 250, number)
    return c


@picture("host_tone_match", "18:00: a stand-in in a party hat opens the evening. Nobody was told.")
def stand_in() -> Canvas:
    c = ballroom(560)
    c.rect(240, 690, 720, 210, DARK_WOOD)
    c.rect(220, 670, 760, 30, "#8a5f38", radius=6)
    c.glow(600, 430, 330, 380, strength=0.7)
    entertainer(c, 600, 680, 400)
    c.rect(330, 210, 190, 110, WHITE, radius=50)
    c.text(425, 265, "Ha ha!", 48, WINE)
    c.poly([(480, 312), (510, 312), (538, 350)], WHITE)
    for number, x in enumerate((90, 250, 950, 1110)):
        guest(c, x, 890, 260, number + 1)
    return c


@picture("programme_as_announced", "The programme in the hand, another name on the stage.")
def another_name() -> Canvas:
    c = ballroom(560)
    c.glow(850, 420, 300, 330, strength=0.6)
    entertainer(c, 850, 700, 380)
    paper(c, 110, 180, 430, 590)
    c.text(325, 250, "Programme", 48, WINE)
    c.line([(200, 290), (450, 290)], GOLD, 4)
    c.scribble(170, 340, 310, lines=4, gap=44, seed=2)
    c.text(325, 560, "Toastmaster", 32)
    c.text(325, 610, "Aurora Kuvittelija", 40, WINE)
    c.rect(150, 578, 350, 66, None, radius=30, outline="#a3302b", line=5)
    return c


@picture("programme_overrun", "The speech announced to end at 19:00 ends at 19:09.")
def overrun() -> Canvas:
    c = ballroom(600)
    clock(c, 260, 330, 150, 7, 9)
    c.glow(760, 380, 300, 360, strength=0.5)
    tuxedo(c, 760, 720, 400, 3)
    c.poly([(650, 800), (870, 800), (850, 560), (670, 560)], DARK_WOOD)
    c.rect(630, 540, 260, 30, "#8a5f38", radius=6)
    sign(c, 120, 560, 280, 120, "19:00", size=70)
    return c


@picture("P08", "21:45, half an hour after the recital: the quartet takes a child's request.")
def request() -> Canvas:
    c = ballroom(640)
    clock(c, 150, 190, 90, 9, 45)
    for number, x in enumerate((420, 620)):
        violinist(c, x, 800, 360, number)
    violinist(c, 830, 800, 360, 4, cello=True)
    gown(c, 1020, 820, 210, 3, colour="#d98aa5")
    return c


@picture("P21", "The Mirror Hall of the post: no pink lights and no beanbags. As it should be.")
def mirror_hall() -> Canvas:
    c = ballroom(620, windows=False)
    for x in (110, 390, 670, 950):
        c.rect(x, 120, 150, 380, "#dfe9ea", radius=70, outline=BRASS, line=8)
        c.poly([(x + 30, 440), (x + 110, 160), (x + 130, 170), (x + 54, 460)], "#ffffff90")
    chandelier(c, 600, 60, 0.9)
    for x in (250, 600, 950):
        table(c, x, 760, 130)
    staff(c, 430, 840, 280, 1)
    return c
