"""The words people read, as a rule: no word with two meanings without a context, and none that is hard to read."""

import re

from tests.messages import messages

# Labels of one word that English leaves open: noun or verb, which of two things, of whom. Other languages do not.
AMBIGUOUS = frozenset(
    [
        "any",
        "back",
        "by",
        "call",
        "change",
        "clear",
        "close",
        "closed",
        "counter",
        "done",
        "draft",
        "drop",
        "due",
        "first",
        "from",
        "late",
        "log",
        "main",
        "mark",
        "may",
        "met",
        "more",
        "moved",
        "next",
        "nothing",
        "open",
        "order",
        "other",
        "owed",
        "place",
        "post",
        "press",
        "previous",
        "quote",
        "read",
        "record",
        "report",
        "request",
        "second",
        "set",
        "shall",
        "show",
        "still",
        "to",
        "until",
        "visit",
    ]
)

# Words and turns that a reader of English as a second language stumbles over, or that have a plain one.
FORBIDDEN = re.compile(
    r"\b(stands?(?!-in| in for)|lapse[sd]?|whoever|whatever|whichever|anew|comes here|on the table|(of (its|their) own(?! (side|readouts)))"
    r"|is asked where|in a ring|machinery|(is|are|was|were) silent)\b",
    re.IGNORECASE,
)


def test_a_label_of_one_word_says_which_of_its_meanings_is_meant():
    bare = {(one.text, one.path) for one in messages() if not one.context}

    assert sorted(one for one in bare if one[0].casefold().strip(".:…") in AMBIGUOUS) == []


def test_no_sentence_has_words_that_are_read_twice():
    said = [(re.sub(r"%\(\w+\)", "", one.text), one) for one in messages()]
    found = {(match[0], one.text, one.path) for text, one in said if (match := FORBIDDEN.search(text))}

    assert sorted(found) == []


def test_messages_are_found_in_modules_and_templates_with_their_contexts_and_plurals():
    found = {(one.text, one.context) for one in messages()}

    assert found >= {
        ("Kept as a draft. Only a secretary who did not prepare it can send it.", ""),  # of a module
        ("%(counter)s item", ""),  # of a template, and its plural
        ("%(counter)s items", ""),
        ("Cancel", "button"),
        ("Agreed", "status of both sides together"),
    }
