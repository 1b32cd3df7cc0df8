"""What somebody without an account can leave behind: nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import is_valid_path

from tests.addresses import addresses, admin_addresses
from tests.stages import TODAY
from tests.test_private_canary import furnished, planted  # noqa: F401 (fixtures)

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]
TYPED = {
    "note": "Words of nobody. " * 200,
    "title": "A title",
    "kept_as": "k" * 24,
    "email": "nobody@example.org",
}


def rows_in_all_tables() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


@pytest.mark.parametrize("with_cookie", [False, True])
def test_posts_of_a_stranger_leave_no_row_behind(planted, with_cookie):  # noqa: F811
    """Also with the cookie of a session that never was, and at addresses of commissions that do not exist."""
    client = Client()
    if with_cookie:
        client.cookies["accord-session"] = "a" * 32
    paths = [url for url in addresses(planted) + admin_addresses() if is_valid_path(url.partition("?")[0])]
    paths += [f"/no-such-{number}/register/XX-{number}/update/" for number in range(20)]
    paths += [f"/typed/?form=/by-cn/register/{planted.world.vaccine.code}/update/"] * 5
    before = rows_in_all_tables()

    for path in paths:
        client.post(path, TYPED)
        client.post(path, TYPED, headers={"HX-Request": "true"})

    assert len(paths) * 2 > 200
    assert rows_in_all_tables() == before
