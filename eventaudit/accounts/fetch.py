"""Answers to scripts, which must be able to tell ours from a hotel's portal: 200 alone means nothing."""

from django.http import HttpRequest, JsonResponse

MARK = "X-Eventaudit"


def asks_for_json(request: HttpRequest) -> bool:
    """Whether a script asks, which cannot do anything with a page.

    A page that a person opens has no Sec-Fetch-Dest of its own any more once the worker passes it on.
    """
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return False
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return True
    return request.accepts("application/json") and not request.accepts("text/html")


def from_own_page(request: HttpRequest) -> bool | None:
    """Whether a page of ours sent this, by the browser's own word; None where the browser does not say."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    own = f"{request.scheme}://{request.get_host()}"
    return True if request.headers.get("Origin") == own else None


def json_answer(content: dict, status: int = 200) -> JsonResponse:
    response = JsonResponse(content, status=status)
    response[MARK] = "1"
    response["Cache-Control"] = "no-store"
    return response


def json_refusal(status: int, reason: str, why: str, **more) -> JsonResponse:
    """reason: a name for the script; why: a sentence for the person."""
    return json_answer({"reason": reason, "why": str(why)} | more, status)
