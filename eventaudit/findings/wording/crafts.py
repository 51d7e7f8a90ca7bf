"""Crafts, owners and deadlines in words: who mends a root cause, how and by when (docs/root-causes.md)."""

from django.utils.translation import gettext_lazy, pgettext_lazy

CRAFTS = {
    "access": gettext_lazy("access without steps"),
    "house": gettext_lazy("the choice of the house"),
    "room_layout": gettext_lazy("the layout of the rooms"),
    "air": gettext_lazy("air and temperature"),
    "cleaning": gettext_lazy("cleaning"),
    "toilet_capacity": gettext_lazy("the number of toilets"),
    "staff_briefing": gettext_lazy("the briefing of the staff"),
    "floor_hosts": gettext_lazy("hosts on the floor"),
    "guest_care": gettext_lazy("guest care"),
    "music": gettext_lazy("music"),
    "sound_and_picture": gettext_lazy("sound and picture"),
    "light": gettext_lazy("lighting"),
    "decor": gettext_lazy("decor"),
    "door": gettext_lazy("the door and check-in"),
    "serving": gettext_lazy("serving points"),
    "cloakroom": gettext_lazy("the cloakroom"),
    "signage": gettext_lazy("signs"),
    "printed_matter": gettext_lazy("printed matter"),
    "slides": gettext_lazy("slides"),
    "invitation": gettext_lazy("the invitation"),
    "stage_host": gettext_lazy("the host on stage"),
    "timetable": gettext_lazy("the timetable"),
    "line_up": gettext_lazy("who and what was announced"),
    "food_order": gettext_lazy("the order of food and drink"),
    "kitchen": gettext_lazy("the kitchen"),
    "arrival_by_car": gettext_lazy("arrival by car"),
    "public_transport": gettext_lazy("public transport"),
    "outdoor_route": gettext_lazy("the way outdoors"),
}

# What usually mends the work of a craft; a person makes it fit. One action each (report 5.3).
CRAFT_ACTIONS = {
    "access": gettext_lazy(
        "Clear and sign the step-free way and the accessible toilet, and put them on the opening checklist"
    ),
    "house": gettext_lazy("Show the house as it is in every message, or book one that looks as promised"),
    "room_layout": gettext_lazy("Change the layout of the room before the doors open"),
    "air": gettext_lazy(
        "Check temperature and fresh air before the doors open and again at the fullest moment"
    ),
    "cleaning": gettext_lazy("Add a cleaning round every 40 minutes and leave a visible round sheet"),
    "toilet_capacity": gettext_lazy("Open more toilets for the break, or make some of them unisex"),
    "staff_briefing": gettext_lazy(
        "Hand all staff a card with ten facts and one sentence: “I will take care of this”"
    ),
    "floor_hosts": gettext_lazy("Place hosts at the entrance and wherever people hesitate"),
    "guest_care": gettext_lazy("Name one person who answers the guests until the matter is settled"),
    "music": gettext_lazy("Agree with the players what is played, when and how loud"),
    "sound_and_picture": gettext_lazy(
        "Listen from the back row before the doors open and add a loudspeaker there"
    ),
    "light": gettext_lazy("Set the light for the atmosphere and keep the walking routes bright enough"),
    "decor": gettext_lazy("Carry the theme through all rooms, down to the toilets"),
    "door": gettext_lazy("Add check-in points for the peak and tell the line how long it takes"),
    "serving": gettext_lazy("Add serving points for the first five minutes of the break"),
    "cloakroom": gettext_lazy("Put more attendants on the counter at the peak and fetch coats ahead of it"),
    "signage": gettext_lazy("Print signs in the look of the event for the whole route"),
    "printed_matter": gettext_lazy("Correct what is printed, and print it in the look of the event"),
    "slides": gettext_lazy("Send the speakers a template and look at their slides from the back row"),
    "invitation": gettext_lazy("Correct the invitation and tell those who have it already"),
    "stage_host": gettext_lazy("Brief the host and a named deputy on the tone, the names and the audience"),
    "timetable": gettext_lazy("Give the host a visible clock and the right to end an item on time"),
    "line_up": gettext_lazy("Announce what is contracted only, and tell all guests at once what changes"),
    "food_order": gettext_lazy(
        "Hold the order of food, drink and tableware against the messages line by line"
    ),
    "kitchen": gettext_lazy("Taste and check diets and temperature with the kitchen before the service"),
    "arrival_by_car": gettext_lazy("Decide how guests arrive by car and say the same in every message"),
    "public_transport": gettext_lazy("Tell the real distance and the last connection in every message"),
    "outdoor_route": gettext_lazy(
        "Light, clear and sweep the way from the stop and the car park to the door"
    ),
}

# For two-sided criteria: which way (analysis 1.1).
MORE_OR_LESS = {
    "more": gettext_lazy("more than now"),
    "less": gettext_lazy("less than now"),
}

OWNERS = {
    "caterer": gettext_lazy("caterer"),
    "communications": gettext_lazy("communications"),
    "decorator": gettext_lazy("decorator"),
    "floor_manager": gettext_lazy("floor manager"),
    "graphic_designer": gettext_lazy("graphic designer"),
    "guest_care": pgettext_lazy("owner", "guest care"),
    "lead_auditor": gettext_lazy("lead auditor"),
    "logistics": gettext_lazy("logistics"),
    "producer": gettext_lazy("producer"),
    "staff_lead": gettext_lazy("staff lead"),
    "technician": gettext_lazy("technician"),
    "ticketing": gettext_lazy("ticketing"),
    "venue_manager": gettext_lazy("venue manager"),
}

DEADLINES = {
    "before_more_messages": gettext_lazy("before the next message goes out"),
    "before_doors": gettext_lazy("before the doors open"),
    "during_event": gettext_lazy("during the event"),
    "when_contracted": gettext_lazy("when it is contracted"),
    "next_event": gettext_lazy("next event"),
    "next_audit": gettext_lazy("before the next audit"),
}

EFFORTS = {
    "small": gettext_lazy("small"),
    "medium": gettext_lazy("medium"),
    "large": gettext_lazy("large"),
}

# What befell several crafts at once.
INCIDENTS = {
    "power_cut": gettext_lazy("a power cut"),
    "network_down": gettext_lazy("the network being down"),
    "understaffed": gettext_lazy("too few staff"),
    "weather": gettext_lazy("the weather"),
    "alarm": gettext_lazy("an alarm"),
    "late_delivery": gettext_lazy("a late delivery"),
}

INCIDENT_ACTIONS = {
    "power_cut": gettext_lazy(
        "Agree with house and technician who does what in a power cut, and try it once"
    ),
    "network_down": gettext_lazy("Hold a second line ready, and a way to go on without the network"),
    "understaffed": gettext_lazy("Put a minimum of staff into the contract, with a reserve on call"),
    "weather": gettext_lazy(
        "Write a plan for bad weather, with roof, light and dry ways, and decide on it the day before"
    ),
    "alarm": gettext_lazy("Rehearse with all staff what guests are told and where they go in an alarm"),
    "late_delivery": gettext_lazy(
        "Agree a delivery time with a margin, and what is served or used until then"
    ),
}
