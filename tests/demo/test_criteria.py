"""A test in the demonstration's data: read, checked, and replayed as the actions make it."""

import json
import shutil

import pytest

from commitments.demo import acts, reader
from tests.actions.outcome import all_is_well
from tests.people import fresh

TEST = {
    "code": "BY-CN-2021-05",
    "kind": "criteria",
    "party": "BY",
    "by": "secretary.by@demo.accord.invalid",
    "recorded_at": "2021-01-27T12:00",
    "effective_on": "2021-01-27",
    "note": "As the ministry asked.",
    "criteria": [
        {
            "kind": "done",
            "text": "Заявка выполнена.",
            "language": "ru",
            "class": "act",
            "verified": "Минздрав",
        },
        {"kind": "failed", "text": "The order is cancelled.", "language": "en", "class": "press"},
    ],
}


def load(folder, entry, claims=()):
    """The data with one more entry, and its first source with these claims."""
    shutil.copytree(reader.FOLDER, folder)
    entries = json.loads((folder / "entries.json").read_text(encoding="utf-8"))
    id_ = json.loads((folder / "sources.json").read_text(encoding="utf-8"))[0]["id"]
    entries.append(entry | {"evidence": [{"id": id_, **dict(claims)}]})
    (folder / "entries.json").write_text(json.dumps(entries), encoding="utf-8")
    return reader.load(folder).entries[-1]


def test_a_test_and_what_a_source_shows_of_it_are_replayed(tmp_path, world):
    row = load(tmp_path / "demo", TEST, {"meets": [1]})
    acts.replay(row, world.trade, world.by.secretary)

    assert [(one["number"], one["text"], one["verified"]) for one in fresh(world.trade).criteria] == [
        (1, "Заявка выполнена.", "Минздрав"),
        (2, "The order is cancelled.", ""),
    ]
    (source,) = acts.sources(row)
    assert (source.meets, source.announces) == ((1,), False)
    assert all_is_well(world)


def test_a_source_may_only_announce(tmp_path):
    (source,) = acts.sources(load(tmp_path / "demo", TEST, {"announces": True}))

    assert (source.meets, source.announces) == ((), True)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"criteria": []}, "criteria needs criteria"),
        (
            {"criteria": [{**TEST["criteria"][0], "class": "rumour"}]},
            "class of evidence “rumour” is not known",
        ),
        ({"criteria": [{**TEST["criteria"][0], "kind": "maybe"}]}, "kind of criterion “maybe” is not known"),
        (
            {"criteria": [{**TEST["criteria"][0], "language": "tlh"}]},
            "language of a criterion “tlh” is not known",
        ),
    ],
)
def test_a_wrong_line_is_named(tmp_path, wrong, what):
    with pytest.raises(reader.DataError, match=f"entry on BY-CN-2021-05 at 2021-01-27T12:00: {what}"):
        load(tmp_path / "demo", TEST | wrong)
