"""The examples of docs/api.md do what they say, on a running server."""

import json
import os
import re
import subprocess
import sys

import pytest

from commitments.actions.access_key import make_key
from commitments.vocabulary.keys import KeyKind
from tests.people import build_world
from tests.test_docs import ROOT

BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", (ROOT / "docs/api.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.django_db(transaction=True)
def test_the_examples_run(live_server, tmp_path):
    world = build_world()
    _row, token = make_key(world.by.observer, KeyKind.PROGRAM, name="Sheet", days=30)
    environment = {**os.environ, "SITE": live_server.url, "TOKEN": token, "PYTHONDONTWRITEBYTECODE": "1"}
    said = []
    for language, text in BLOCKS:
        command = ["sh", "-c", text] if language == "sh" else [sys.executable, "-c", text]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)

    listed, counted, _file = said
    assert [one["code"] for one in json.loads(listed)["items"]] == [world.vaccine.code]
    assert re.fullmatch(r"\d+ late, \d+ entries\n", counted)
    whole = json.loads((tmp_path / "commission.json").read_text("utf-8"))
    assert whole["as_of"] == "2021-01-31"
