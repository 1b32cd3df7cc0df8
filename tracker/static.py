"""Static files as WhiteNoise serves them, without the list of them, which is for this program alone."""

from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

MANIFEST = "/staticfiles.json"


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        if not url.removesuffix(".gz").removesuffix(".br").endswith(MANIFEST):
            super().add_file_to_dictionary(url, path, stat_cache)
