"""Addresses of the register, grouped by their prefix."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from commitments.models import Week
from commitments.views import (
    account_request,
    act,
    agenda,
    batch,
    briefing,
    bring,
    commitment,
    differences,
    doors,
    draft,
    home,
    inbox,
    indicators,
    intake,
    kept,
    keys,
    language,
    letters,
    log,
    meeting,
    other_names,
    overview,
    posts,
    private,
    programs,
    readout,
    record,
    session,
    setup,
    version,
    week,
    whole,
)
from commitments.views import register as register_view
from commitments.views.action_pages import ACTIONS


class WeekConverter:
    regex = r"\d{4}-W\d{2}"

    def to_python(self, value: str) -> Week:
        return Week.parse(value)  # ValueError: no such week, so the address does not match

    def to_url(self, value: Week | str) -> str:
        return str(value)


class CodeConverter:
    """The code of a commitment, as actions give it; anything else is no address."""

    regex = r"[A-Z0-9-]{1,24}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(WeekConverter, "week")
register_converter(CodeConverter, "code")

app_name = "commitments"

# /<slug>/register/<code>/
commitment_urls: list[URLPattern | URLResolver] = [
    path("", commitment.show, name="commitment"),
    *(path(page.address, act.act, {"page": page}, name=page.name) for page in ACTIONS.values()),
    path("propose/<slug:subject>/", draft.prepare, name="prepare"),
    path("drafts/<uuid:draft>/", draft.show, name="draft"),
    path("drafts/<uuid:draft>/change/", draft.change_draft, name="change_draft"),
    path("drafts/<uuid:draft>/return/", draft.return_draft, name="return_draft"),
    path("drafts/<uuid:draft>/delete/", draft.delete_draft, name="delete_draft"),
    path("notes/", private.write, name="private-notes"),
    path("notes/<uuid:note>/", private.change, name="private-note"),
    path("notes/<uuid:note>/delete/", private.delete, name="private-delete"),
]

# /<slug>/readouts/
readout_urls: list[URLPattern | URLResolver] = [
    path("", readout.listing, name="readouts"),
    path("file/", readout.file, name="file-readout"),
    path("<slug:readout>/", readout.show, name="readout"),
    path("<slug:readout>/quote/", readout.quote, name="quote"),
    path("<slug:readout>/version/", version.show, name="version"),
    path("<slug:readout>/intake/", intake.show, name="intake"),
    path("<slug:readout>/intake/decide/", intake.decide, name="intake-decide"),
    path("<slug:readout>/intake/tie/", intake.tie, name="intake-tie"),
    path("<slug:readout>/intake/close/", intake.close, name="intake-close"),
    path("<slug:readout>/intake/reopen/", intake.reopen, name="intake-reopen"),
]

# /<slug>/sessions/; the slug of a session begins with its day, so none is called "call"
session_urls: list[URLPattern | URLResolver] = [
    path("", session.listing, name="sessions"),
    path("call/", session.call, name="session-call"),
    path("<slug:session>/", session.show, name="session"),
    path("<slug:session>/move/", session.move, name="session-move"),
    path("<slug:session>/protocol/", session.protocol, name="session-protocol"),
    path("<slug:session>/pack/", session.session_pack, name="session-pack"),
    path("<slug:session>/take/", agenda.take, name="agenda-take"),
    path("<slug:session>/put/", agenda.put, name="agenda-put"),
    path("<slug:session>/agree/", agenda.agree, name="agenda-agree"),
    path("<slug:session>/close/", agenda.close, name="session-close"),
    path("<slug:session>/items/<int:number>/", agenda.change, name="agenda-item"),
    path("<slug:session>/items/<int:number>/off/", agenda.take_off, name="agenda-off"),
    path("<slug:session>/items/<int:number>/decide/", agenda.decide, name="agenda-decide"),
    path("<slug:session>/items/<int:number>/sign/", agenda.sign, name="agenda-sign"),
    path("<slug:session>/items/<int:number>/withdraw/", agenda.withdraw, name="agenda-withdraw"),
]

# /<slug>/lists/
list_urls: list[URLPattern | URLResolver] = [
    path("", bring.listing, name="lists"),
    path("template/", bring.template, name="list-template"),
    path("<uuid:brought>/", bring.show, name="brought-list"),
    path("<uuid:brought>/check/", bring.check, name="list-check"),
    path("<uuid:brought>/take/", bring.take, name="list-take"),
    path("<uuid:brought>/confirm/", bring.confirm, name="list-confirm"),
    path("<uuid:brought>/step/", bring.step, name="list-step"),
    path("<uuid:brought>/stop/", bring.stop, name="list-stop"),
    path("<uuid:brought>/discard/", bring.discard, name="list-discard"),
]

# /<slug>/
commission_urls: list[URLPattern | URLResolver] = [
    path("", overview.show, name="overview"),
    path("inbox/", inbox.show, name="inbox"),
    path("asked/<uuid:asked>/", account_request.show, name="account-request"),
    path("mentions/<uuid:mention>/seen/", inbox.see, name="mention-seen"),
    path("posts/", posts.posts, name="posts"),
    path("register/", register_view.listing, name="register"),
    path("register/record/", record.record, name="record"),
    path("register/<code:code>/", include(commitment_urls)),
    path("indicators/", indicators.listing, name="indicators"),
    path("differences/", differences.listing, name="differences"),
    path("weeks/", week.listing, name="weeks"),
    path("weeks/<week:label>/", week.show, name="week"),
    path("weeks/<week:label>/briefing/", briefing.prepare, name="briefing"),
    path("weeks/<week:label>/briefing/issue/", briefing.issue, name="briefing-issue"),
    path("weeks/<week:label>/briefing/delete/", briefing.delete, name="briefing-delete"),
    path("weeks/<week:label>/briefing/<str:party>/<str:name>", briefing.file, name="briefing-file"),
    path("briefings/", briefing.listing, name="briefings"),
    path("readouts/", include(readout_urls)),
    path("sessions/", include(session_urls)),
    path("meetings/<slug:meeting>/", meeting.show, name="reconciliation"),
    path("meetings/<slug:meeting>/decide/", meeting.decide, name="reconciliation-decide"),
    path("lists/", include(list_urls)),
    path("batches/<int:number>/", batch.show, name="batch"),
    path("batches/<int:number>/undo/", batch.undo, name="batch-undo"),
    path("batches/<int:number>/accept/", batch.accept, name="batch-accept"),
    path("batches/<int:number>/accept/step/", batch.accept_step, name="batch-accept-step"),
    path("log/", log.listing, name="log"),
    path("log/<int:number>/", log.entry, name="entry"),
    path("log/<int:number>/receipt/", log.receipt, name="receipt"),
    path("files/<int:pk>/", log.evidence_file, name="evidence-file"),
    path("all/", whole.show, name="whole"),
    path("keys/", keys.show, name="keys"),
    path("keys/<int:pk>/renew/", keys.renew, name="key-renew"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="key-revoke"),
    path("letters/", letters.show, name="letters"),
    path("letters/week/", letters.week, name="letters-week"),
    path("letters/follow/", letters.keep_followed, name="follow"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reference/", home.reference, name="reference"),
    path("settings/", home.settings, name="settings"),
    path("language/", language.switch, name="language"),
    path("settings/letters/stop/<str:signed>/", letters.stop, name="letters-stop"),
    path("api/v1/commission", programs.commission),
    path("api/v1/register", programs.register),
    path("api/v1/commitments", programs.commitments),
    path("api/v1/commitments/<str:code>", programs.commitment),
    path("api/v1/indicators", programs.indicators),
    path("api/v1/weeks", programs.weeks),
    path("api/v1/weeks/<str:week>", programs.week),
    path("api/v1/log", programs.log),
    path("api/v1/log/<str:number>", programs.entry),
    path("api/v1/all", programs.everything),
    path("api/v1/openapi.json", programs.document, name="openapi"),
    path("api/v1/commission.schema.json", programs.file_schema, name="file-schema"),
    path("api/calendar/<str:token>/", doors.calendar, name="calendar"),
    path("api/feed/<str:token>/", doors.feed, name="feed"),
    path("api/<path:rest>", programs.nothing),
    path("setup/", setup.overview, name="setup"),
    path("setup/commission/", setup.commission, name="setup-commission"),
    path("setup/<slug:slug>/parties/", setup.parties, name="setup-parties"),
    path("setup/<slug:slug>/bodies/", setup.bodies, name="setup-bodies"),
    path("setup/<slug:slug>/names/", other_names.other_names, name="setup-names"),
    path("setup/<slug:slug>/people/", setup.people, name="setup-people"),
    path("setup/<slug:slug>/checks/", setup.checks, name="setup-checks"),
    path("typed/", kept.keep, name="keep-words"),
    path("typed/forget/", kept.forget, name="forget-words"),
    path("<slug:slug>/", include(commission_urls)),
]
