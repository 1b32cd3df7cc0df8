"""Messages of one page to the next, in a cookie that is bound to this host as the others are."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Messages(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME
