"""Every form and every query filled with nonsense by everybody: no answer is a fault, and bad input costs no word.

The seeds are fixed, so that what failed once fails again. Sized for about two minutes on SQLite with two processes; on
PostgreSQL a quarter of it runs, since what it looks for hardly depends on the database.
"""

import random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from commitments.vocabulary import SIDES, Role
from tests.addresses import addresses
from tests.pages import HTMX, Form, forms_in
from tests.stages import TODAY
from tests.test_private_canary import furnished, planted  # noqa: F401 (fixtures: all there are addresses for)

pytestmark = pytest.mark.time_machine(TODAY)

ROUNDS = 80

STRANGE = [
    "", " ", "\t\r\n", "a\0b", "\ufffd", "\u200b", "A \u202etext", "e\u0301", "\U000e0041", "x" * 301, "б" * 2003, "9" * 400,
    "<script>alert(1)</script>", "%s %(party)s {0} {{ x }}", "' OR 1=1 --", "../../etc/passwd", "None", "[]", "{}", "on",
    "0", "-1", "1", "2", "1e9", "0x10", "٣", "2.5", "99999999999999999999", str(2**31), str(2**63),
    "31.2.2021", "2021-02-30", "0.0.0000", "0001-01-01", "9999-12-31", "2021-07-01", "1.7.2021", "2021年7月1日", "2021-W54",
    "BY-CN-2021-01", "by-cn-2021-02", "BY-CN-2021-99", "first", "second", "both", "differ", "open", "all", "due", "-due",
    "delivered", "blocked", "not_yet", "health", "economy", "2021-01-26-call", "2021-01-26-call-by-ru",
    "00000000-0000-0000-0000-000000000000", "javascript:alert(1)", "https://exa mple.org/", "https://example.org/a", "@Observer, Belarus",
]  # fmt: skip
# What the addresses of any page know, and some that none knows.
NAMES = [
    "q", "as_of", "known", "page", "at", "past", "late", "history", "counters", "sort", "agreed", "group", "first", "second", "sector",
    "meeting", "attested", "recognition", "due", "late_by", "silent", "kind", "side", "author", "from", "until", "commitment", "start", "end",
    "readout", "with", "topic", "next", "unknown", "first_owner", "move", "answer", "timeliness", "csrfmiddlewaretoken",
]  # fmt: skip
# Signing in and out has limits of its own, and would end the session of who tries.
LEFT_OUT = ("/accounts/", "/admin/")
NOT_TYPED = {"csrfmiddlewaretoken", "seen", "submission", "kept_as", "used_words", "text"}
TEXTS = {"text", "search", "url", "email"}


def query(rng: random.Random) -> str:
    return urlencode([(rng.choice(NAMES), rng.choice(STRANGE)) for _n in range(rng.randint(0, 3))])


def spoiled(form: Form, rng: random.Random) -> dict[str, Any]:
    """The form as a browser would send it, with up to three of its fields changed, left out, or sent twice."""
    sent = dict(form.data)
    controls = [one for one in form.element.select("[name]") if one["name"] != "csrfmiddlewaretoken"]
    for control in rng.sample(controls, min(len(controls), rng.randint(0, 3))):
        name = control["name"]
        if control.get("type") == "file":
            content = rng.choice(
                [b"", b"%PDF-1.7\nx", b"PK\x03\x04", b"MZ", "Слова.".encode(), b"\xff\xfe\x00"]
            )
            sent[name] = SimpleUploadedFile(
                rng.choice(["a.pdf", "a.docx", "а б.txt", "a.exe", "x" * 300]), content
            )
        elif rng.random() < 0.15:
            sent.pop(name, None)
        elif rng.random() < 0.1:
            sent[name] = [rng.choice(STRANGE), rng.choice(STRANGE)]
        elif control.name == "select" or control.get("type") in ("radio", "checkbox"):
            offered = [
                one.get("value", "on")
                for one in form.element.select(f'[name="{name}"], [name="{name}"] option')
            ]
            sent[name] = rng.choice([*offered, rng.choice(STRANGE)])
        else:
            sent[name] = rng.choice(STRANGE)
    return sent


def lost_words(response: Any, form: Form, sent: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What was typed into a form that came back, and does not stand in it any more."""
    again = next((one for one in forms_in(response) if one.action == form.action), None)
    if again is None:
        return {}
    typed = {
        control["name"]
        for control in again.element.select("input[name], textarea[name]")
        if control.name == "textarea" or control.get("type", "text") in TEXTS
    }
    names = (typed - NOT_TYPED) & {name for name, value in sent.items() if isinstance(value, str)}
    return {
        name: (sent[name], again.data.get(name)) for name in names if again.data.get(name, "") != sent[name]
    }


WHO = [*((side.value, role.value) for side in SIDES for role in Role), "stranger", "administrator", "nobody"]


@pytest.mark.parametrize("who", WHO, ids=lambda who: who if isinstance(who, str) else "-".join(who))
def test_nonsense_is_answered_in_words(client, planted, who):  # noqa: F811
    world, rng = planted.world, random.Random(str(who))  # noqa: S311 (no secret)
    if who != "nobody":
        world.sign_in(
            client, getattr(world, who) if isinstance(who, str) else world.side(who[0]).seat(who[1])
        )
    everywhere = [url for url in addresses(planted) if not url.startswith(LEFT_OUT)]

    sent_forms = 0
    for _round in range(ROUNDS if connection.vendor == "sqlite" else ROUNDS // 4):
        url = rng.choice(everywhere)
        url += ("&" if "?" in url else "?") + query(rng)
        headers = HTMX if rng.random() < 0.3 else {}
        page = client.get(url, headers=headers)
        assert page.status_code < 500, url
        if page.streaming:
            b"".join(page.streaming_content)
            continue
        forms = [form for form in forms_in(page) if not form.action.startswith(LEFT_OUT)]
        blind = {rng.choice(NAMES): rng.choice(STRANGE)}
        if not forms or rng.random() < 0.1:
            assert client.post(url, blind, headers=headers).status_code < 500, (url, blind)
            continue
        for form in rng.sample(forms, min(len(forms), 2)):
            sent = spoiled(form, rng)
            answer = client.post(form.action, sent, headers=headers)
            sent_forms += 1
            assert answer.status_code < 500, (form.action, sent)
            if answer.status_code in (409, 422):
                assert lost_words(answer, form, sent) == {}, (form.action, sent)
    # Who may write is offered forms on most pages; a walk that found none would show nothing.
    if isinstance(who, tuple) and who[1] != Role.OBSERVER and connection.vendor == "sqlite":
        assert sent_forms > ROUNDS // 6
