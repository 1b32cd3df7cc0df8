"""The tables, one folder or file per language."""

from commitments.suggestions.rule import Grammar
from commitments.suggestions.rules.en import ENGLISH
from commitments.suggestions.rules.ru import RUSSIAN
from commitments.suggestions.rules.zh import CHINESE

GRAMMARS: dict[str, Grammar] = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}
