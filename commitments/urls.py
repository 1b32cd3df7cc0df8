"""Addresses of the register, grouped by their prefix."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from commitments.models import Week
from commitments.views import (
    act,
    agenda,
    commitment,
    differences,
    home,
    inbox,
    intake,
    log,
    meeting,
    overview,
    private,
    readout,
    record,
    session,
    terms,
    version,
    week,
)
from commitments.views import register as register_view


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
    path("update/", act.log_update, name="log-update"),
    path("agree/", act.agree, name="agree"),
    path("check/", act.check_condition, name="check"),
    path("report/", act.file_report, name="report"),
    path("close/", act.close, name="close"),
    path("reopen/", act.reopen, name="reopen"),
    path("supersede/", act.supersede, name="supersede"),
    path("redate/", act.redate, name="redate"),
    path("hand-over/", act.hand_over, name="hand-over"),
    path("amend/", act.amend, name="amend"),
    path("confirm/", act.confirm, name="confirm"),
    path("decline/", act.decline, name="decline"),
    path("note/", act.note_one_sided, name="note"),
    path("reword/", act.reword, name="reword"),
    path("accept-wording/", act.accept_wording, name="accept-wording"),
    path("keep-wording/", act.keep_wording, name="keep-wording"),
    path("propose/<slug:subject>/", terms.prepare, name="prepare"),
    path("drafts/<uuid:draft>/", terms.draft, name="draft"),
    path("drafts/<uuid:draft>/change/", terms.change_draft, name="draft-change"),
    path("drafts/<uuid:draft>/return/", terms.return_draft, name="draft-return"),
    path("drafts/<uuid:draft>/delete/", terms.delete_draft, name="draft-delete"),
    path("proposals/<int:number>/accept/", terms.accept, name="accept"),
    path("proposals/<int:number>/decline/", terms.turn_down, name="turn-down"),
    path("proposals/<int:number>/withdraw/", terms.retract, name="retract"),
    path("withdraw/", act.withdraw, name="withdraw"),
    path("criteria/", act.set_criteria, name="criteria"),
    path("steps/", act.set_step, name="step"),
    path("steps/<int:number>/done/", act.mark_step_done, name="step-done"),
    path("steps/<int:number>/move/", act.move_step, name="step-move"),
    path("steps/<int:number>/drop/", act.drop_step, name="step-drop"),
    path("no-news/", act.say_no_news, name="no-news"),
    path("accept/", act.accept_request, name="accept-request"),
    path("ready/", act.ready_to_look, name="ready"),
    path("decline-request/", act.decline_request, name="decline-request"),
    path("ask-again/", act.ask_again, name="ask-again"),
    path("correct/<int:number>/", act.correct, name="correct"),
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

# /<slug>/
commission_urls: list[URLPattern | URLResolver] = [
    path("", overview.show, name="overview"),
    path("inbox/", inbox.show, name="inbox"),
    path("mentions/<uuid:mention>/seen/", inbox.see, name="mention-seen"),
    path("register/", register_view.listing, name="register"),
    path("register/record/", record.record, name="record"),
    path("register/<code:code>/", include(commitment_urls)),
    path("differences/", differences.listing, name="differences"),
    path("weeks/", week.now, name="week-now"),
    path("weeks/<week:label>/", week.show, name="week"),
    path("readouts/", include(readout_urls)),
    path("sessions/", include(session_urls)),
    path("meetings/<slug:meeting>/", meeting.show, name="reconciliation"),
    path("meetings/<slug:meeting>/decide/", meeting.decide, name="reconciliation-decide"),
    path("log/", log.listing, name="log"),
    path("log/<int:number>/", log.entry, name="entry"),
    path("log/<int:number>/receipt/", log.receipt, name="receipt"),
    path("files/<int:pk>/", log.evidence_file, name="evidence-file"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reference/", home.reference, name="reference"),
    path("settings/", home.settings, name="settings"),
    path("<slug:slug>/", include(commission_urls)),
]
