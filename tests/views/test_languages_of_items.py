"""The languages of questions and positions: stored with what is written, told from the letters where nobody said it."""

import pytest

from commitments import actions
from commitments.actions.session import Question
from commitments.models import AgendaItem, Commission, Entry
from commitments.models.session import Topic
from tests import sessions
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.pages import form_in, soup_of
from tests.stages import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

# Ukrainian, Belarusian and Russian share these letters: a guess says Russian.
QUESTION, POSITION = "Доставка", "Договор"


@pytest.fixture
def session(world):
    Commission.objects.filter(pk=world.commission.pk).update(languages="ru be zh-hans en ar")
    world.commission.refresh_from_db()
    return sessions.call(world)


def item():
    return AgendaItem.objects.get(number=1)


def put(world, session, **fields):
    question = Question(Topic.OTHER, QUESTION, QUESTION, position=POSITION, **fields)
    return actions.put_items(session, by=world.by.secretary, questions=[question], at=world.clock())


def shown(client, world, session):
    world.sign_in(client, world.cn.analyst)
    page = soup_of(client.get(session.get_absolute_url()))
    return [
        page.select_one(place)["lang"] for place in ("#item-1 h3 span[lang]", "#item-1 > p[lang]", "p.words")
    ]


def test_who_writes_says_in_which_language(client, world, session):
    world.sign_in(client, world.by.secretary)
    url = f"{session.get_absolute_url()}put/"
    form = form_in(client.get(url), "#session-form")
    assert form.filled()["language"] == "en"  # that of the page
    typed = {"title": QUESTION, "question": QUESTION, "position": POSITION, "language": "be"}
    assert client.post(url, form.filled(**typed)).status_code == 302
    assert (item().question_language, item().first_position_language) == ("be", "be")
    assert shown(client, world, session) == ["be", "be", "be"]
    assert all_is_well(world)


def test_the_other_side_says_it_of_its_own_words_alone(client, world, session):
    put(world, session, language="be")
    world.sign_in(client, world.cn.secretary)
    url = f"{session.get_absolute_url()}items/1/"
    form = form_in(client.get(url), "#session-form")
    typed = {"position": "لا نوافق", "language": "ar"}
    assert client.post(url, form.filled(**typed)).status_code == 302
    assert (item().question_language, item().second_position_language) == ("be", "ar")
    page = soup_of(client.get(session.get_absolute_url()))
    assert page.select_one("p.words[lang=ar]")["dir"] == "rtl"


def test_a_language_of_no_text_here_is_refused(client, world, session):
    with refused(field="language"):
        put(world, session, language="ja")
    put(world, session, language="be")
    with refused(field="language"):
        actions.change_item(
            session, by=world.by.secretary, number=1, position="Так.", language="ja", at=world.clock()
        )
    world.sign_in(client, world.by.secretary)
    url = f"{session.get_absolute_url()}items/1/"
    sent = form_in(client.get(url), "#session-form").filled(position="Так.") | {"language": "ja"}
    assert client.post(url, sent).status_code == 422
    assert item().first_position == POSITION


def test_where_nobody_said_it_the_letters_tell(client, world, session):
    made = put(world, session)
    assert not {"question_language", "position_language"} & changes_of(made).keys()
    assert shown(client, world, session) == ["ru", "ru", "ru"]
    world.sign_in(client, world.by.secretary)
    url = f"{session.get_absolute_url()}items/1/"
    form = form_in(client.get(url), "#session-form")
    assert form.filled()["language"] == "ru"
    entries = Entry.objects.count()
    # The same words in the language that they are taken for: nothing that both sides would have to agree to again.
    assert client.post(url, form.filled()).status_code == 422
    assert Entry.objects.count() == entries
    assert client.post(url, form.filled(language="be")).status_code == 302
    assert shown(client, world, session) == ["be", "be", "be"]
    changed = {"position": "Новая позиция", "at": world.clock()}
    actions.change_item(session, by=world.by.secretary, number=1, **changed)
    assert (item().question_language, item().first_position_language) == ("be", "")
    assert all_is_well(world)
