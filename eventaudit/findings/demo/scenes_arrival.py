"""Illustrations of the way in and out: queues, guidance, cloakroom, parking and trains."""

from .canvas import BRASS, CREAM, DARK_WOOD, GOLD, GREY, INK, NAVY, WHITE, WINE, Canvas
from .gallery import picture
from .people import gown, guest, queue, staff, tuxedo
from .props import (
    ballroom,
    chandelier,
    clock,
    coats,
    corridor,
    counter,
    coupe,
    lantern,
    night,
    paper,
    parquet,
    phone,
    sign,
    stopwatch,
    wheelchair_mark,
)


@picture("queues_entry_wait", "Check-in at 17:40: four desks, four minutes from the door to the badge.")
def check_in() -> Canvas:
    c = ballroom(560)
    for number, x in enumerate((120, 400, 680, 960)):
        staff(c, x + 60, 640, 250, number)
        c.rect(x - 50, 600, 220, 190, DARK_WOOD)
        c.rect(x - 60, 586, 240, 28, CREAM, radius=6)
        c.text(x + 60, 690, str(number + 1), 64, GOLD)
        guest(c, x + 60, 890, 260, number + 1)
    stopwatch(c, 1060, 190, "4 min")
    return c


@picture("queues_fair_informed", "One line with a rope and a card that tells the waiting time.")
def roped_line() -> Canvas:
    c = ballroom(580)
    queue(c, 520, 1120, 800, 320, 6)
    for x in (400, 640, 880, 1120):
        c.rect(x - 8, 700, 16, 170, BRASS, radius=6)
        c.ellipse(x, 700, 18, fill=GOLD)
        c.ellipse(x, 872, 40, 10, BRASS)
    for x in (400, 640, 880):
        c.arc(x + 120, 712, 116, 66, 0, 180, WINE, 12)
    sign(c, 90, 330, 250, 190, "from here\nabout\n4 minutes", size=38)
    c.rect(206, 520, 18, 350, BRASS)
    return c


@picture("queues_waiting_comfort", "Glasses come to those who wait, not the other way round.")
def tray() -> Canvas:
    c = ballroom(580)
    chandelier(c, 900, 70, 0.8)
    staff(c, 420, 850, 470, 1)
    c.ellipse(570, 520, 150, 24, "#d8d8d4", outline=GREY, line=3)
    for x in (480, 540, 600, 660):
        coupe(c, x, 518, 0.9)
    for number, x in enumerate((800, 950, 1100)):
        guest(c, x, 850, 360, number + 1)
    return c


@picture("guidance_signs_continuous", "The corner after the Mirror Hall: two ways, and no sign at either.")
def bare_corner() -> Canvas:
    c = Canvas("#e9dcc2", "#d8c7a1")
    parquet(c, 660)
    c.rect(90, 190, 300, 470, "#4a3826")
    c.rect(810, 190, 300, 470, "#4a3826")
    c.glow(240, 420, 180, strength=0.3)
    c.glow(960, 420, 180, strength=0.3)
    c.rect(520, 280, 160, 110, None, radius=6, outline="#c0ac80", line=4)
    c.text(600, 335, "?", 92, "#b39c6b")
    gown(c, 560, 850, 330, 1)
    tuxedo(c, 660, 850, 345, 0)
    return c


@picture("guidance_letter_height", "Letters of 7 mm for each metre of reading distance: a little small.")
def letter_height() -> Canvas:
    c = Canvas("#e9dcc2", "#d3c096")
    sign(c, 180, 250, 840, 220, "Ballroom     ", size=86)
    c.arrow(790, 360, 150, GOLD, 14)
    c.rect(180, 530, 840, 110, "#f0c84b", radius=6, outline="#8a6a1c", line=3)
    for mark in range(85):
        x = 190 + mark * 9.8
        c.line([(x, 530), (x, 530 + (46 if mark % 10 == 0 else 26))], INK, 2)
    for number in range(9):
        c.text(196 + number * 98, 604, str(number * 10), 26)
    c.text(600, 720, "70 mm at 10 m", 52, NAVY)
    return c


@picture("guidance_staff_at_choices", "A host at the foot of the stairs walks guests to their table.")
def guide() -> Canvas:
    c = corridor()
    staff(c, 470, 840, 440, 3)
    c.line([(540, 560), (640, 520)], WHITE, 26)
    gown(c, 730, 850, 400, 1)
    tuxedo(c, 860, 855, 420, 4)
    return c


@picture("guidance_languages", "Signs in English and Finnish throughout.")
def two_languages() -> Canvas:
    c = corridor()
    sign(c, 320, 280, 560, 130, "Ballroom · Juhlasali", size=50)
    sign(c, 320, 430, 560, 130, "Cloakroom · Narikka", size=50)
    c.rect(590, 200, 6, 80, BRASS)
    return c


@picture("cloakroom_out_wait", "22:58: eighteen minutes for a coat, two attendants for 230 coats.")
def coat_queue() -> Canvas:
    c = Canvas("#cfc2a6", "#a8946c")
    coats(c, 20, 90, 560)
    counter(c, 560, width=600)
    staff(c, 170, 700, 300, 0)
    staff(c, 420, 700, 300, 3)
    counter(c, 560, width=600)
    c.rect(600, 620, 600, 280, "#8a6a44")
    c.rect(0, 800, 1200, 100, "#7d5f3c")
    queue(c, 470, 1150, 870, 330, 9)
    queue(c, 640, 1160, 790, 290, 7)
    clock(c, 950, 230, 130, 10, 58)
    stopwatch(c, 720, 250, "18 min", 76)
    return c


@picture("cloakroom_security", "Racks stand behind the counter; nobody but staff reaches them.")
def racks() -> Canvas:
    c = Canvas("#d9cdb4", "#b5a27d")
    coats(c, 60, 90, 1080)
    coats(c, 60, 330, 1080, colours=("#3b2a2a", "#44506a", "#2c3a2f", "#6b5a3f"))
    counter(c, 660)
    c.rect(250, 720, 700, 90, "#00000030", radius=8)
    c.text(600, 765, "Staff only", 48, GOLD)
    return c


@picture("cloakroom_manner", "A raffle ticket across the counter, without a look.")
def raffle_ticket() -> Canvas:
    c = Canvas("#cfc2a6", "#a8946c")
    coats(c, 60, 70, 1080)
    staff(c, 600, 780, 420, 1)
    counter(c, 600)
    c.poly([(430, 700), (760, 660), (778, 800), (448, 840)], "#f08fae", outline="#c75f83", line=4)
    c.text(604, 750, "117", 90, WINE)
    return c


@picture("transport_instructions", "Two messages, two places to park: valet in one, a field in the other.")
def two_messages() -> Canvas:
    c = Canvas("#41576a", "#22323f")
    phone(c, 220, 150, "How to arrive", ("Valet parking", "awaits you,", "free of charge.", "", ""), NAVY)
    phone(
        c,
        680,
        150,
        "Three days to go",
        ("Parking is on", "the field behind", "the stables,", "ten minutes.", ""),
        WINE,
    )
    for y in (430, 470):
        c.line([(556, y), (644, y)], "#f0c84b", 14)
    c.line([(580, 500), (622, 400)], "#f0c84b", 12)
    return c


@picture("transport_walk_from_parking", "Twelve minutes over the field behind the stables, in evening shoes.")
def muddy_field() -> Canvas:
    c = night(470, "#4a3c28")
    c.poly([(470, 470), (560, 470), (980, 900), (160, 900)], "#5d4528")
    for x, y, rx in ((480, 560, 60), (590, 640, 90), (420, 720, 120), (700, 790, 150), (380, 850, 120)):
        c.ellipse(x, y, rx, rx * 0.24, "#2c2114")
        c.ellipse(x - rx * 0.2, y - rx * 0.06, rx * 0.5, rx * 0.08, "#6f8090a0")
    for x in (90, 240, 900, 1050):
        c.rect(x, 440, 110, 36, "#2f3b4a", radius=10)
        c.rect(x + 22, 420, 62, 28, "#22303c", radius=10)
    gown(c, 610, 720, 260, 1)
    tuxedo(c, 690, 760, 280, 0)
    stopwatch(c, 1060, 200, "12 min")
    return c


@picture("transport_route_safe", "The path to the station: swept, with lanterns along the last stretch.")
def lit_path() -> Canvas:
    c = night(520, "#2c3b2c")
    c.poly([(560, 520), (640, 520), (900, 900), (300, 900)], "#9b917c")
    for x, y, size in (
        (240, 600, 1.3),
        (960, 600, 1.3),
        (420, 540, 0.8),
        (780, 540, 0.8),
        (510, 520, 0.45),
        (690, 520, 0.45),
    ):
        lantern(c, x, y, size)
    gown(c, 570, 800, 210, 3)
    tuxedo(c, 640, 806, 220, 0)
    return c


@picture("transport_stop_distance", "Olematonlahti station, 350 metres from the manor.")
def station() -> Canvas:
    c = night(560, "#4b4b49")
    c.rect(120, 330, 700, 230, "#7d3b2c")
    c.poly([(90, 330), (850, 330), (780, 250), (160, 250)], "#33261f")
    for x in (180, 320, 600, 720):
        c.rect(x, 390, 66, 100, "#ffd98a", radius=6)
    c.rect(440, 400, 100, 160, DARK_WOOD)
    sign(c, 230, 275, 480, 50, "Olematonlahti", colour="#f7f3e8", ink=INK, size=36)
    c.rect(0, 620, 1200, 16, "#c8c2b2")
    for y in (720, 800):
        c.line([(0, y), (1200, y)], "#9aa1a4", 7)
    sign(c, 890, 300, 230, 170, "Manor 350 m\n", size=34)
    c.arrow(955, 445, 100, GOLD, 8)
    c.rect(996, 470, 14, 160, BRASS)
    return c


@picture("transport_accessible_parking", "Two accessible bays beside the courtyard gate, both free.")
def bays() -> Canvas:
    c = Canvas("#8f8a7e", "#6a665d")
    c.rect(0, 0, 1200, 240, "#d9c9a4")
    c.rect(480, 40, 240, 200, WINE, radius=80)
    c.rect(480, 140, 240, 100, WINE)
    for x in (150, 500, 650, 1000):
        c.line([(x, 330), (x - (600 - x) * 0.35, 880)], WHITE, 12)
    for x in (310, 830):
        c.rect(x - 90, 480, 200, 230, "#1f5c99", radius=12)
        wheelchair_mark(c, x, 590, 1.5)
    return c


@picture("transport_last_connection", "23:04 at the coat counter; the last train leaves at 23:05.")
def last_train() -> Canvas:
    c = night(600, "#4b4b49")
    c.rect(0, 600, 1200, 20, "#c8c2b2")
    c.rect(560, 400, 640, 220, "#8d1f2d", radius=20)
    c.rect(580, 440, 600, 80, "#ffe3a6")
    for x in range(640, 1200, 110):
        c.rect(x, 440, 12, 80, "#8d1f2d")
    c.rect(90, 120, 560, 190, "#10181c", radius=10)
    c.text(370, 180, "Last train", 48, "#f0c84b")
    c.text(370, 250, "23:05", 78, "#f0c84b")
    clock(c, 880, 210, 110, 11, 4)
    gown(c, 260, 850, 330, 1)
    tuxedo(c, 370, 860, 345, 0)
    c.line([(180, 760), (110, 770)], "#ffffff90", 6)
    c.line([(180, 800), (90, 812)], "#ffffff90", 6)
    return c


@picture("P25", "The main staircase at 17:45: no valet, only the arrow to the field.")
def no_valet() -> Canvas:
    c = night(600, "#54504a")
    c.rect(250, 180, 700, 430, "#e2d3af")
    c.rect(500, 280, 200, 330, WINE, radius=80)
    for step in range(4):
        c.rect(400 - step * 34, 600 + step * 34, 400 + step * 68, 36, ("#cfc6b2", "#bdb39d")[step % 2])
    for x in (350, 810):
        c.rect(x, 270, 60, 100, "#ffd98a", radius=26)
    paper(c, 900, 470, 190, 130)
    c.text(995, 512, "Parking", 36)
    c.arrow(940, 560, 120)
    c.rect(988, 600, 12, 190, GREY)
    return c


@picture("P04", "At the door: name, ticket code and table number were all asked for.")
def door_list() -> Canvas:
    c = ballroom(560)
    staff(c, 880, 880, 480, 2)
    counter(c, 700)
    paper(c, 170, 190, 470, 480)
    for number, words in enumerate(("Name", "Ticket code", "Table")):
        c.rect(220, 260 + number * 120, 46, 46, WHITE, outline=INK, line=4)
        c.line([(228, 284 + number * 120), (242, 300 + number * 120), (272, 256 + number * 120)], WINE, 8)
        c.text(300, 284 + number * 120, words, 46, anchor="lm")
    return c
