"""Light or dark, chosen on a device."""

import pytest

BY_DEVICE = "screen and (prefers-color-scheme: dark)"


@pytest.mark.parametrize(
    ("chosen", "scheme", "media"),
    [
        ("auto", "light dark", BY_DEVICE),
        ("light", "light", "not all"),
        ("dark", "dark", "screen"),
        ("purple", "light dark", BY_DEVICE),
    ],
)
def test_the_page_is_drawn_as_chosen_without_a_script(client, db, chosen, scheme, media):
    client.post("/brightness/", {"brightness": chosen})

    page = client.get("/accounts/login/").content.decode()

    assert f'name="color-scheme" content="{scheme}"' in page
    assert f'href="/static/css/dark.css" media="{media}"' in page


def test_two_people_on_a_tablet_choose_apart(auditor_client, manager_client):
    auditor_client.post("/brightness/", {"brightness": "dark"})
    device = {name: cookie for name, cookie in auditor_client.cookies.items() if "brightness" in name}
    assert len(device) == 1
    manager_client.cookies.update(device)

    assert 'content="dark"' in auditor_client.get("/profile/").content.decode()
    assert 'content="light dark"' in manager_client.get("/profile/").content.decode()


@pytest.mark.parametrize(
    ("page", "landed"), [("/accounts/login/", "/accounts/login/"), ("https://evil.example/", "/")]
)
def test_it_leads_back_to_the_page_but_never_elsewhere(client, db, page, landed):
    assert client.post("/brightness/", {"brightness": "dark", "next": page})["Location"] == landed
