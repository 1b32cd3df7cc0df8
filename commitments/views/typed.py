"""What somebody typed into a form whose view was never reached: kept, or shown again, but not lost."""

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

CSRF_FIELD = "csrfmiddlewaretoken"


def sent(request: HttpRequest) -> tuple[QueryDict, MultiValueDict]:
    """The fields and files of a body, as far as it can be read: nothing where it cannot, and never an exception.

    Django reads a body when it is first asked for it, and refuses it again each time it is asked: for its charset, its
    size, its parts, or because the sender has gone. The page that says so must not fail over the same body.
    """
    try:
        return request.POST, request.FILES
    except Exception:
        return QueryDict(), MultiValueDict()


def typed_fields(request: HttpRequest) -> dict[str, list[str]]:
    """The posted fields without passwords and the form's token; {} where the body could not be read."""
    if request.method != "POST":
        return {}
    posted, _files = sent(request)
    return {
        name: values
        for name, values in posted.lists()
        if name != CSRF_FIELD and "password" not in name.lower()
    }


def typed_texts(request: HttpRequest) -> list[str]:
    """Of these, what reads like words of a person, to be copied from an error page."""
    return [
        value.strip()
        for values in typed_fields(request).values()
        for value in values
        if len(value.strip()) > 20 and any(character.isspace() for character in value.strip())
    ]
