"""The product's settings and one address more, for the floor."""

from tracker.settings import *  # noqa: F403 (the one place besides the tests where everything is meant)

ROOT_URLCONF = "benchmarks.urls"
