"""The lists of the register as files, each with the rows and the order that its page shows, all pages of it."""

from commitments.exports.lists.differences import differences_list
from commitments.exports.lists.indicators import indicators_list
from commitments.exports.lists.log import log_list
from commitments.exports.lists.register import register_list
from commitments.exports.lists.tasks import tasks_list
from commitments.exports.lists.template import template_list
from commitments.exports.lists.week import week_list

__all__ = [
    "differences_list",
    "indicators_list",
    "log_list",
    "register_list",
    "tasks_list",
    "template_list",
    "week_list",
]
