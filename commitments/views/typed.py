"""What somebody typed into a form whose view was never reached: kept, or shown again, but not lost."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

MACHINERY = "csrfmiddlewaretoken"


def typed_fields(request: HttpRequest) -> dict[str, list[str]]:
    """The posted fields without passwords and the form's token; {} where the body could not be read."""
    if request.method != "POST":
        return {}
    try:
        posted = request.POST
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return {}
    return {
        name: values
        for name, values in posted.lists()
        if name != MACHINERY and "password" not in name.lower()
    }


def typed_texts(request: HttpRequest) -> list[str]:
    """Of these, what reads like words of a person, to be copied from an error page."""
    return [
        value.strip()
        for values in typed_fields(request).values()
        for value in values
        if len(value.strip()) > 20 and any(character.isspace() for character in value.strip())
    ]
