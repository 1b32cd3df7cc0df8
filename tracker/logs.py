"""One JSON object a line: readable by machines, and no text inside can forge a second line."""

import json
import logging
from datetime import UTC, datetime

from commitments import request_number

EXTRAS = ("status", "milliseconds", "user", "event", "place")


class Refusal(logging.Filter):
    """Makes a warning of an error whose sender has been told: there is nothing to mend here, and no trace to read."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = None
        return True


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_number.current():
            line["request"] = number
        line |= {name: getattr(record, name) for name in EXTRAS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
