"""What people are told by letter: the week, what waits for them, days ahead, and news of what they follow.

Nothing here is private to a side: a letter leaves the register.
"""

from commitments.reports.letters.ahead import days_ahead
from commitments.reports.letters.contents import LetterSection, LetterText, NewsItem, news_letter
from commitments.reports.letters.followed import followed_by, followed_news, is_following
from commitments.reports.letters.readers import choice_of, is_wanted, readers_of, seat_of
from commitments.reports.letters.waiting import waiting_news
from commitments.reports.letters.week import last_closed, week_letter

__all__ = [
    "LetterSection",
    "LetterText",
    "NewsItem",
    "choice_of",
    "days_ahead",
    "followed_by",
    "followed_news",
    "is_following",
    "is_wanted",
    "last_closed",
    "news_letter",
    "readers_of",
    "seat_of",
    "waiting_news",
    "week_letter",
]
