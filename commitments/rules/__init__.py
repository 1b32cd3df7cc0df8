"""Who may do what: small predicates over a seat and what it wants to touch. No HTTP, no database.

`PERMISSIONS` is the whole table: each rule has its roles and, with their words, the conditions it also depends on.
What is one person's alone has a predicate of its own.
"""

from commitments.rules.commitments import (
    is_followed,
    is_not_declined,
    is_not_noted,
    may_agree,
    may_answer_wording,
    may_check_condition,
    may_close,
    may_close_readout,
    may_correct,
    may_correct_entry,
    may_give_values,
    may_hand_over,
    may_log_update,
    may_mark,
    may_note_one_sided,
    may_quote,
    may_recognise,
    may_reopen,
    may_report,
    may_say_no_news,
    may_set_steps,
    may_supersede,
    may_translate,
    may_withdraw,
    own_status,
    their_status,
)
from commitments.rules.consent import (
    is_own_alone,
    may_amend,
    may_answer_terms,
    may_change_draft,
    may_delete_draft,
    may_prepare,
    may_propose,
    may_redate,
    may_retract,
    may_return_draft,
    may_send,
    may_set_criteria,
    may_set_indicators,
    needs_consent,
)
from commitments.rules.permission import READERS, SECRETARIES, WRITERS, Permission
from commitments.rules.private import (
    may_change_private_note,
    may_decide_account_request,
    may_delete_private_note,
    may_see_mention,
)
from commitments.rules.requests import (
    is_asked,
    is_asking,
    is_not_refused,
    is_unanswered,
    may_answer_request,
    may_ask_again,
)
from commitments.rules.sessions import (
    may_agree_agenda,
    may_change_agenda,
    may_change_item,
    may_close_session,
    may_countersign,
    may_decide,
    may_take_item_off,
    may_withdraw_draft,
    owns_item,
)
from commitments.rules.table import PERMISSIONS, may
