"""The tables, one folder per language; what they share stands beside them."""

from commitments.suggestions.rule import Grammar
from commitments.suggestions.rules.be import BELARUSIAN
from commitments.suggestions.rules.en import ENGLISH
from commitments.suggestions.rules.ru import RUSSIAN
from commitments.suggestions.rules.zh import CHINESE

GRAMMARS: dict[str, Grammar] = {"en": ENGLISH, "ru": RUSSIAN, "be": BELARUSIAN, "zh": CHINESE}
