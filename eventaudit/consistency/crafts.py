"""Which trade can mend what: knowledge of the domain, the same for every event (docs/root-causes.md).

A craft is the work of one supplier or crew: whoever answers for it can make all its criteria good at once,
and nobody else can. That is why findings of one craft share a cause more often than findings of one
touchpoint: the toilets' locked door is the house's, their wet floor the cleaners'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Owner = Literal[
    "caterer",
    "communications",
    "decorator",
    "floor_manager",
    "graphic_designer",
    "guest_care",
    "lead_auditor",
    "logistics",
    "producer",
    "staff_lead",
    "technician",
    "ticketing",
    "venue_manager",
]
Effort = Literal["small", "medium", "large"]
Deadline = Literal[
    "before_more_messages", "before_doors", "during_event", "when_contracted", "next_event", "next_audit"
]

EFFORTS: tuple[Effort, ...] = ("small", "medium", "large")


@dataclass(frozen=True, slots=True)
class Craft:
    """Who usually sees to it, how much it takes, and by when: a proposal that a person edits."""

    owner: Owner
    effort: Effort
    deadline: Deadline


CRAFTS: Mapping[str, Craft] = {
    # the house
    "access": Craft("venue_manager", "medium", "before_doors"),
    "house": Craft("producer", "large", "when_contracted"),
    "room_layout": Craft("floor_manager", "medium", "before_doors"),
    "air": Craft("technician", "medium", "before_doors"),
    "cleaning": Craft("venue_manager", "small", "during_event"),
    "toilet_capacity": Craft("venue_manager", "medium", "next_event"),
    # people on the floor
    "staff_briefing": Craft("staff_lead", "small", "before_doors"),
    "floor_hosts": Craft("staff_lead", "medium", "before_doors"),
    "guest_care": Craft("guest_care", "small", "before_more_messages"),
    # what is heard and seen
    "music": Craft("producer", "medium", "when_contracted"),
    "sound_and_picture": Craft("technician", "medium", "before_doors"),
    "light": Craft("technician", "medium", "before_doors"),
    "decor": Craft("decorator", "medium", "when_contracted"),
    # lines and doors
    "door": Craft("ticketing", "small", "before_doors"),
    "serving": Craft("caterer", "medium", "next_event"),
    "cloakroom": Craft("venue_manager", "medium", "during_event"),
    "signage": Craft("graphic_designer", "medium", "before_doors"),
    # paper and screen
    "printed_matter": Craft("graphic_designer", "small", "before_doors"),
    "slides": Craft("producer", "small", "before_doors"),
    "invitation": Craft("communications", "small", "before_more_messages"),
    # the programme
    "stage_host": Craft("producer", "medium", "when_contracted"),
    "timetable": Craft("producer", "medium", "next_event"),
    "line_up": Craft("producer", "medium", "when_contracted"),
    # food and drink
    "food_order": Craft("caterer", "medium", "when_contracted"),
    "kitchen": Craft("caterer", "medium", "next_event"),
    # getting there and away
    "arrival_by_car": Craft("logistics", "medium", "before_more_messages"),
    "public_transport": Craft("logistics", "medium", "when_contracted"),
    "outdoor_route": Craft("venue_manager", "small", "before_doors"),
}

CRAFTS_OF_CRITERIA: Mapping[str, tuple[str, ...]] = {
    "venue_space_feel": ("room_layout",),
    "venue_area_per_person": ("room_layout",),
    "venue_image_fit": ("house",),
    "venue_condition": ("cleaning",),
    "venue_step_free": ("access",),
    "venue_wheelchair_places": ("access",),
    "venue_air_temperature": ("air",),
    "venue_co2": ("air",),
    "venue_atmosphere_read": ("house", "decor"),
    "venue_expectation": ("house", "room_layout", "cleaning", "air"),
    "mood_first_greeting": ("floor_hosts",),
    "mood_staff_approachable": ("staff_briefing",),
    "mood_pace_match": ("staff_briefing",),
    "mood_newcomer_included": ("floor_hosts",),
    "mood_word_choice": ("staff_briefing",),
    "mood_problem_handling": ("staff_briefing",),
    "mood_atmosphere_read": ("staff_briefing", "floor_hosts"),
    "mood_expectation": ("staff_briefing", "floor_hosts"),
    "ambience_music_fit": ("music",),
    "ambience_music_level": ("music",),
    "ambience_sound_level": ("music", "sound_and_picture"),
    "ambience_speech_clarity": ("sound_and_picture",),
    "ambience_decor_fit": ("decor",),
    "ambience_light_fit": ("light",),
    "ambience_light_lux": ("light",),
    "ambience_air_pleasant": ("air",),
    "ambience_atmosphere_read": ("decor", "light", "music"),
    "ambience_expectation": ("decor", "light", "music", "sound_and_picture"),
    "queues_entry_wait": ("door",),
    "queues_people_per_desk": ("door",),
    "queues_coffee_wait": ("serving",),
    "queues_toilet_wait": ("toilet_capacity",),
    "queues_fair_informed": ("door", "serving", "toilet_capacity", "cloakroom"),
    "queues_waiting_comfort": ("door", "serving", "toilet_capacity", "cloakroom"),
    "queues_staffing_reacts": ("door", "serving", "cloakroom"),
    "queues_atmosphere_read": ("door", "serving", "toilet_capacity"),
    "queues_expectation": ("door", "serving", "toilet_capacity"),
    "guidance_signs_continuous": ("signage",),
    "guidance_letter_height": ("signage",),
    "guidance_staff_at_choices": ("floor_hosts",),
    "guidance_same_answer": ("staff_briefing",),
    "guidance_languages": ("signage",),
    "guidance_wrong_turns": ("signage", "floor_hosts"),
    "guidance_density": ("signage",),
    "guidance_atmosphere_read": ("signage", "floor_hosts"),
    "guidance_expectation": ("signage", "floor_hosts", "staff_briefing"),
    "cloakroom_in_wait": ("cloakroom",),
    "cloakroom_out_wait": ("cloakroom",),
    "cloakroom_coats_per_attendant": ("cloakroom",),
    "cloakroom_security": ("cloakroom",),
    "cloakroom_capacity": ("cloakroom",),
    "cloakroom_manner": ("cloakroom",),
    "cloakroom_price_as_told": ("cloakroom",),
    "cloakroom_atmosphere_read": ("cloakroom",),
    "cloakroom_expectation": ("cloakroom",),
    "prints_theme_match": ("printed_matter",),
    "prints_material_fit": ("printed_matter",),
    "prints_signs_theme": ("signage",),
    "prints_slides_theme": ("slides",),
    "prints_slide_text_height": ("slides",),
    "prints_language_quality": ("printed_matter",),
    "prints_up_to_date": ("printed_matter",),
    "prints_amount": ("printed_matter",),
    "prints_atmosphere_read": ("printed_matter", "slides", "signage"),
    "prints_expectation": ("printed_matter", "slides", "signage"),
    "host_commitment": ("stage_host",),
    "host_inspires": ("stage_host",),
    "host_tone_match": ("stage_host",),
    "host_energy": ("stage_host",),
    "host_names_right": ("stage_host",),
    "host_includes_everyone": ("stage_host",),
    "host_recovers": ("stage_host",),
    "host_atmosphere_read": ("stage_host",),
    "host_expectation": ("stage_host",),
    "programme_pace": ("timetable",),
    "programme_start_delay": ("timetable",),
    "programme_overrun": ("timetable",),
    "programme_idle_minutes": ("timetable", "sound_and_picture"),
    "programme_break_length": ("timetable",),
    "programme_longest_stretch": ("timetable",),
    "programme_as_announced": ("line_up",),
    "programme_transitions": ("timetable", "stage_host", "sound_and_picture"),
    "programme_atmosphere_read": ("stage_host", "line_up", "timetable"),
    "programme_expectation": ("line_up", "timetable", "stage_host"),
    "catering_theme_fit": ("food_order",),
    "catering_taste": ("kitchen",),
    "catering_amount": ("food_order",),
    "catering_diets_safe": ("kitchen",),
    "catering_people_per_point": ("serving",),
    "catering_as_promised": ("food_order",),
    "catering_hot_temperature": ("kitchen",),
    "catering_tableware_fit": ("food_order",),
    "catering_atmosphere_read": ("food_order", "kitchen"),
    "catering_expectation": ("food_order", "kitchen", "serving"),
    "toilets_women_per_wc": ("toilet_capacity",),
    "toilets_clean_start": ("cleaning",),
    "toilets_clean_late": ("cleaning",),
    "toilets_supplies": ("cleaning",),
    "toilets_accessible": ("access",),
    "toilets_distance": ("access",),
    "toilets_finish_fit": ("decor",),
    "toilets_atmosphere_read": ("decor",),
    "toilets_expectation": ("cleaning", "toilet_capacity", "decor"),
    "transport_instructions": ("arrival_by_car", "public_transport", "outdoor_route"),
    "transport_parking_share": ("arrival_by_car",),
    "transport_walk_from_parking": ("arrival_by_car",),
    "transport_stop_distance": ("public_transport",),
    "transport_accessible_parking": ("access",),
    "transport_last_connection": ("timetable",),
    "transport_route_safe": ("outdoor_route",),
    "transport_price_as_told": ("arrival_by_car",),
    "transport_atmosphere_read": ("arrival_by_car", "outdoor_route", "public_transport"),
    "transport_expectation": ("arrival_by_car", "public_transport", "outdoor_route"),
}
"""Criterion to the crafts that can mend it: mostly one. Where several can, the likeliest comes first."""

CRAFTS_AT: Mapping[str, tuple[str, ...]] = {
    "venue": ("room_layout", "house", "air", "access", "cleaning", "decor"),
    "mood": ("staff_briefing", "floor_hosts", "guest_care", "invitation"),
    "ambience": ("decor", "music", "light", "sound_and_picture", "air"),
    "queues": ("door", "serving", "cloakroom", "toilet_capacity"),
    "guidance": ("signage", "floor_hosts", "staff_briefing"),
    "cloakroom": ("cloakroom",),
    "prints": ("printed_matter", "slides", "signage"),
    "host": ("stage_host", "line_up"),
    "programme": ("line_up", "timetable", "stage_host", "sound_and_picture"),
    "catering": ("food_order", "kitchen", "serving"),
    "toilets": ("cleaning", "access", "toilet_capacity"),
    "transport": ("arrival_by_car", "public_transport", "outdoor_route", "timetable"),
}
"""What a promise about the touchpoint may be about, by its words; where these say nothing, the first."""

CONTRADICTED_AT: Mapping[str, str] = {
    "mood": "invitation",
    "host": "line_up",
    "programme": "timetable",
}
"""Where two messages differ and their words say nothing, the craft is another than a promise's would be."""

ANYTHING_ANNOUNCED = frozenset({"programme_as_announced"})
"""Criteria that ask only whether what was announced came true: the promise's touchpoint says which craft."""


def crafts_of(criterion: str) -> tuple[str, ...]:
    """The crafts that can mend it, () where the criterion is an organisation's own."""
    return CRAFTS_OF_CRITERIA.get(criterion, ())
