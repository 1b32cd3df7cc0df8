"""Every address there is, with what a query can say, for tests that walk them all."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import admin

from commitments.models import Draft, Entry, Evidence, Mention, PrivateNote, Session
from commitments.views.action_pages import ACTIONS
from commitments.vocabulary import Subject
from tests import sessions
from tests.admin.pages import address as admin_address
from tests.people import World, fresh
from tests.stages import step_tails

# A word of the notes that stands nowhere else, to search for: the page repeats what was searched for.
RARE = "gazebo"

SLUG = "/by-cn/"
REGISTER = f"{SLUG}register/"
# Where the sides prepare a briefing, and where those are that they have issued.
BRIEFING, ISSUED = f"{SLUG}weeks/2021-W05/briefing/", f"{SLUG}weeks/2021-W04/briefing/"


@dataclass
class Planted:
    """The world with a note of each side on each commitment, and everything there are addresses for."""

    world: World
    notes: dict[str, PrivateNote] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    session: Session | None = None

    @property
    def vaccine(self) -> str:
        return f"{REGISTER}{self.world.vaccine.code}/"

    def draft_url(self, side: str) -> str:
        return f"{self.vaccine}drafts/{self.drafts[side].public_id}/"

    def note_url(self, side: str, tail: str = "") -> str:
        return f"{self.vaccine}notes/{self.notes[side].public_id}/{tail}"


def addresses(planted: Planted) -> list[str]:
    """Every page of the register, as it is asked for today and with what a query can say."""
    world, vaccine = planted.world, planted.vaccine
    entry = Entry.objects.filter(commitment=world.vaccine).latest("number")
    correctable = [
        Entry.objects.filter(commitment=world.vaccine, party=side.party).latest("number").number
        for side in (world.by, world.cn)
    ]
    evidence = Evidence.objects.exclude(file="").get()
    readouts = [f"{SLUG}readouts/{readout.slug}/" for readout in world.meeting.readout_set.all()]
    at = "?as_of=2021-07-14"
    return [
        "/",
        "/reference/",
        "/settings/",
        "/language/",
        "/setup/",
        "/setup/commission/",
        *(f"/setup/by-cn/{step}/" for step in ("parties", "bodies", "names", "people", "checks")),
        "/typed/",
        f"{SLUG}posts/",
        f"{SLUG}posts/?own",
        "/typed/forget/",
        "/healthz",
        "/readyz",
        "/.well-known/security.txt",
        SLUG,
        f"{SLUG}{at}",
        f"{SLUG}?as_of=2021-02-01",
        *(
            f"{REGISTER}{query}"
            for query in ("", at, f"{at}&known=today", f"?q={RARE}", "?agreed=differ&sort=-due")
        ),
        vaccine,
        f"{vaccine}?history=all",
        f"{vaccine}{at}",
        f"{vaccine}{at}&history=all",
        *(f"{vaccine}{tail}" for tail in ACTS),
        *(f"{vaccine}correct/{number}/" for number in correctable),
        *(f"{vaccine}{tail}" for tail in step_tails(world.vaccine)),
        *(f"{vaccine}propose/{subject}/" for subject in Subject.values),
        *(
            f"{vaccine}drafts/{draft.public_id}/{tail}"
            for draft in planted.drafts.values()
            for tail in ("", "change/", "return/", "delete/")
        ),
        *(
            f"{vaccine}proposals/{one['number']}/{tail}/"
            for one in fresh(world.vaccine).proposals.values()
            for tail in ("accept", "decline", "withdraw")
        ),
        f"{vaccine}notes/",
        *(planted.note_url(side, tail) for side in planted.notes for tail in ("", "delete/")),
        f"{SLUG}weeks/",
        f"{SLUG}weeks/?year=2021",
        f"{SLUG}weeks/2021-W28/",
        f"{SLUG}weeks/2021-W28/?known=today",
        f"{SLUG}weeks/2021-W05/",
        *(f"{BRIEFING}{tail}" for tail in ("", "issue/", "delete/")),
        *(f"{ISSUED}{party}/{name}" for party in ("BY", "CN") for name in ("own.pdf", "briefing.pdf")),
        f"{SLUG}briefings/",
        f"{SLUG}readouts/",
        f"{SLUG}readouts/file/",
        *(f"{url}{tail}" for url in readouts for tail in ("", *READOUT_TAILS)),
        f"{REGISTER}record/?readout={world.by.readout.slug}&start=0&end=10",
        f"{SLUG}meetings/{world.meeting.slug}/",
        f"{SLUG}meetings/{world.meeting.slug}/decide/",
        *sessions.addresses(planted.session),
        f"{SLUG}inbox/",
        f"{SLUG}asked/00000000-0000-4000-8000-000000000000/",
        *(f"{SLUG}mentions/{mention.public_id}/seen/" for mention in Mention.objects.all()),
        *(f"{SLUG}{name}/?file=csv" for name in ("register", "differences", "indicators", "log", "inbox")),
        f"{SLUG}weeks/2021-W28/?file=csv",
        f"{SLUG}lists/",
        f"{SLUG}lists/template/?file=csv",
        *(f"{SLUG}lists/00000000-0000-4000-8000-000000000000/{tail}" for tail in LIST_TAILS),
        *(f"{SLUG}batches/1/{tail}" for tail in ("", "undo/", "accept/", "accept/step/")),
        f"{SLUG}indicators/",
        f"{SLUG}differences/",
        f"{SLUG}log/",
        f"{SLUG}log/{entry.number}/",
        f"{SLUG}log/{entry.number}/receipt/",
        f"{SLUG}files/{evidence.pk}/",
        f"{SLUG}keys/",
        f"{SLUG}keys/1/renew/",
        f"{SLUG}keys/1/revoke/",
        "/api/calendar/nothing/",
        "/api/feed/nothing/",
        *(
            f"/api/v1/{name}"
            for name in ("commission", "register", "commitments", "indicators", "weeks", "log", "all")
        ),
        f"/api/v1/commitments/{world.vaccine.code}",
        "/api/v1/weeks/2021-W05",
        "/api/v1/log/0",
        "/api/v1/openapi.json",
        "/api/v1/commission.schema.json",
        "/api/nothing",
        f"{SLUG}all/",
        f"{SLUG}letters/",
        f"{SLUG}letters/week/",
        f"{SLUG}letters/follow/",
        f"/settings/letters/stop/{RARE}/",
        # what is not there
        f"{REGISTER}BY-CN-2021-99/",
        f"{SLUG}{RARE}/",
        "/kz-uz/",
        *(f"/accounts/{tail}/" for tail in ACCOUNT_TAILS),
        "/accounts/invitation/accepted/",
        f"/accounts/invitation/{RARE}/",
    ]


# Those of steps, proposals and entries are named above, with their numbers.
ACTS = [page.address for page in ACTIONS.values() if "<" not in page.address]
LIST_TAILS = ("", "check/", "take/", "confirm/", "step/", "stop/", "discard/")
READOUT_TAILS = (
    "quote/", "version/", "intake/", "intake/?at=0", "intake/decide/", "intake/tie/", "intake/close/", "intake/reopen/",
)  # fmt: skip
ACCOUNT_TAILS = (
    "factors", "factors/authenticate", "factors/reauthenticate", "factors/app", "factors/app/picture",
    "factors/app/remove", "factors/codes", "factors/codes/new", "access", "access/end", "access/identity", "invitation/nothing", "invitation/accepted",
    "factors/passkeys/add", "factors/passkeys/1", "factors/passkeys/1/remove", "login/passkey", "login/passkey/options",
    "login/at/BY", "login/at/BY/answer",
    "login", "inactive", "reauthenticate", "password/change", "password/reset", "password/reset/done",
    "password/reset/key/done", "password/reset/key/1-set-password", "logout",
)  # fmt: skip


def admin_addresses() -> list[str]:
    """Lists, searches, pages, deletions and histories of everything the administration shows."""
    found = ["/admin/", "/admin/commitments/", "/admin/password_change/", "/admin/jsi18n/"]
    for model in admin.site._registry:
        row = model._default_manager.last()
        found += [admin_address(model, "changelist"), f"{admin_address(model, 'changelist')}?q={RARE}"]
        found += [admin_address(model, "add")]
        if row is not None:  # nobody has asked for the removal of a text
            found += [admin_address(model, page, row.pk) for page in ("change", "delete", "history")]
    return found
