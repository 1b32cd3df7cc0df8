"""What the first page of a process would otherwise wait for, made ready while the process starts."""

from django.conf import settings
from django.template import engines
from django.urls import get_resolver


def warm_up() -> None:
    """Import whatever answers an address, and read every template of the project. Asks no database."""
    get_resolver().url_patterns  # noqa: B018 (looking at it imports the views)
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*.html")):
        engines["django"].get_template(path.relative_to(folder).as_posix())
