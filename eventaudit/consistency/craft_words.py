"""The words by which a sentence speaks of a craft, in English, Finnish and Swedish (their form: phrases.py).

They place a promise or contradiction that no criterion decides, within the crafts of its touchpoint only.
"""

from __future__ import annotations

from collections.abc import Mapping

from .phrases import phrases, plain

WORDS: Mapping[str, str] = {
    "access": (
        "accessib step-free wheelchair ramp| lift| hearing_loop esteet pyörätuol luiska hissi "
        "rullstol tillgäng"
    ),
    "house": "manor palace mansion kartano palats herrgård",
    "room_layout": (
        "table| tables seat seats| room| rooms| space spacious legroom pöy tila| tilaa istum väljä "
        "bord| plats| rymlig"
    ),
    "air": ("warm heat| heated heating cold| air| ventilat lämmin lämpi kylmä ilma| värme varm| kall| luft"),
    "cleaning": "clean spotless soap siivo siist puhta saippu städ ren| tvål",
    "toilet_capacity": "queue line| jono kö| köer",
    "staff_briefing": "staff answer help ask| henkilökun vastau apu| auttaa personal svar hjälp",
    "floor_hosts": (
        "greet welcom host| hosts| usher walk_you help_desk info_desk infopiste infodisk terveh "
        "vastaanot isän emän hälsa välkom värd"
    ),
    "guest_care": (
        "reply replies we_answer within_two_hours within_hours e_mail call| chat phone vastaamme "
        "tunnissa puhelin sähköposti vi_svarar mejl e_post telefon"
    ),
    "music": "music band| bandet| strings quartet dj| live| song musiik orkester bändi kvartet musik",
    "sound_and_picture": (
        "stream microphone mic| loudspeaker sound| screen hear| word mikrofon striim suoratois ääni "
        "kuul näyttö ljud skärm hör"
    ),
    "light": "light| lights lit| candle lamp| dark| valo valais kynttil ljus belys mörk",
    "decor": "decor flower chandelier velvet garland koriste kukk dekor blom krona",
    "door": (
        "door| doors check-in registrat badge ticket entrance arrive early ovet| ovella ovi| "
        "ilmoittaut lippu dörr incheck registrering biljett"
    ),
    "serving": "coffee tea| buffet bar| counter kahvi buffet tarjoil kaffe buffé servering",
    "cloakroom": "coat coats cloak luggage takki takin narik naulak rock| rockar garderob kappa",
    "signage": "sign| signs signpost arrow map| opaste opast kyltti skylt pil| karta",
    "printed_matter": (
        "print menu brochure badge paper hand-written painet esite ohjelmaleh tryck meny broschyr"
    ),
    "slides": "slide presentation kalvo dia| diat esitys bild| bilder presentation",
    "invitation": (
        "dress black_tie gown come_as_you price fee| free| pukeutu pukukoodi asu| hinta ilmai "
        "klädsel kavaj pris gratis"
    ),
    "stage_host": (
        "toastmaster moderator host| hosted speeches juont isäntä emäntä värd konferencier toastmaster"
    ),
    "timetable": (
        "minutes start end| ends begin pause break| unhurried timed o'clock aikataul minuut alkaa "
        "päätty päätäm tauko klo kello paus slut börja minuter"
    ),
    "line_up": "speaker keynote talk| perform artist puhuj esiinty talare artist uppträ",
    "food_order": (
        "champagne wine dinner lunch course menu food drink glass viini illallinen lounas ruoka "
        "juoma kuohu vin| middag mat| dryck glas"
    ),
    "kitchen": "taste hot| fresh delicious maist kuuma| maku smak varm| färsk",
    "arrival_by_car": "car| cars| drive parking valet pysäköi parkki auto| autolla bil| bilen parker",
    "public_transport": (
        "train bus| buses tram| metro station shuttle juna bussi raitio asema kuljetus tåg buss spårv station"
    ),
    "outdoor_route": "path| lantern swept gritted polku hiekoit lyhty stig| gång lykt sandad",
}


PHRASES: Mapping[str, tuple[str, ...]] = {craft: phrases(words) for craft, words in WORDS.items()}


def craft_by_words(crafts: tuple[str, ...], text: str) -> str | None:
    """The craft of whose words the text is fullest, the first of equals; None where it speaks of none.

    Long words tell more than short ones: in 'every talk is streamed' the stream.
    """
    if not text:
        return None
    said = plain(text)
    found, most = None, 0
    for craft in crafts:
        letters = sum(len(phrase.strip()) for phrase in PHRASES[craft] if phrase in said)
        if letters > most:
            found, most = craft, letters
    return found
