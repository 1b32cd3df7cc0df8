"""What was found, as tables for people: Markdown that reads well in a terminal, too."""

from __future__ import annotations

from typing import Any

HEADS = (
    "page", "again", "× F1", "after a change", "× F1", "goal", "F2", "× F2", "queries", "8 clients", "p95", "a second", "KB", "gzip",
)  # fmt: skip


# So many times the median may the slowest twentieth take.
SLOWEST = 6


def ratio(value: float, goal: float | None = None) -> str:
    """A ratio; an exclamation mark where it misses its goal."""
    return f"{value:.1f}{' !' if goal is not None and value > goal else ''}"


def rows_of(found: dict[str, Any]) -> list[list[str]]:
    floor = found["floor"]
    rows = [
        [
            "F1, the floor",
            f"{floor['again']['page']:.1f}",
            "1.0",
            *[""] * 6,
            *crowd_of(floor["crowd"]),
            "",
            "",
        ]
    ]
    for page in found["pages"]:
        row = [page["name"], *beside(page["again"], page["goal"])]
        if "fresh" in page:
            bare, queries = page["bare_fresh"], f"{page['queries']} ({page['queries_fresh']})"
            row += [
                *beside(page["fresh"], page["goal"]),
                f"{page['goal']:g}",
                f"{bare:.1f}",
                ratio(page["fresh"]["page"] / bare),
                queries + (" !" if page["queries_fresh"] > page["goal_queries"] else ""),
            ]
        else:
            row += ["", "", f"{page['goal']:g}", "", "", ""]
        row += crowd_of(page["crowd"])
        row += (
            [f"{page['raw'] / 1000:.0f}", f"{page['compressed'] / 1000:.1f}"] if "raw" in page else ["", ""]
        )
        rows.append(row)
    return rows


def beside(times: dict[str, float], goal: float) -> list[str]:
    return [f"{times['page']:.1f}", ratio(against_floor(times), goal)]


def against_floor(times: dict[str, float]) -> float:
    return times["page"] / times["floor"]


def crowd_of(crowd: dict[str, float]) -> list[str]:
    return [f"{crowd['p50']:.0f}", f"{crowd['p95']:.0f}", f"{crowd['per_second']:.0f}"]


def growth(sizes: dict[int, dict[str, Any]]) -> list[list[str]]:
    """How many times slower each page is at the largest size, each against the floor measured beside it."""
    small, large = sizes[min(sizes)], sizes[max(sizes)]
    rows = []
    for before, after in zip(small["pages"], large["pages"], strict=True):
        row = [before["name"]]
        for way in ("again", "fresh"):
            if way in before:
                grown = against_floor(after[way]) / against_floor(before[way])
                row.append(ratio(grown, before["growth"]))
            else:
                row.append("")
        rows.append([*row, f"{before['growth']:g}"])
    return rows


def markdown(heads: tuple[str, ...] | list[str], rows: list[list[str]]) -> str:
    """A Markdown table with its columns in line: words to the left, numbers to the right."""
    widths = [max(len(row[place]) for row in [list(heads), *rows]) for place in range(len(heads))]

    def line(cells: list[str]) -> str:
        padded = [cells[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        return f"| {' | '.join(padded)} |"

    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(list(heads)), line(rule), *map(line, rows)])


def crowd(size: int, found: dict[str, Any]) -> str:
    """What many people saw at once; an exclamation mark where the slowest twentieth took over six times the median."""
    rows = [
        [
            row["name"],
            str(row["answers"]),
            f"{row['p50']:.0f}",
            f"{row['p95']:.0f}",
            ratio(row["p95"] / row["p50"], SLOWEST),
        ]
        for row in found["rows"]
    ]
    heads = ["page", "answers", "p50", "p95", "p95 / p50"]
    errors = "\n".join([f"{len(found['errors'])} errors.", *found["errors"][:5]])
    memory = f"Memory of the larger worker: {found['memory']:.0f} MB."
    return "\n\n".join([f"### {size:,} commitments, a crowd", markdown(heads, rows), errors, memory])


def section(database: str, sizes: dict[int, dict[str, Any]]) -> str:
    """Everything that was found on one database."""
    parts = []
    for size, found in sorted(sizes.items()):
        parts += [f"### {size:,} commitments", markdown(HEADS, rows_of(found))]
        memory = found["memory"]
        if len(memory) > 1:
            looks = ", ".join(f"{megabytes:.0f}" for megabytes in memory)
            parts.append(f"Memory of the larger worker before, during and after 10,000 requests: {looks} MB.")
        else:
            parts.append(f"Memory of the larger worker: {memory[0]:.0f} MB.")
    if len(sizes) > 1:
        heads = ["page", "again", "after a change", "goal"]
        parts += [f"### Growth from {min(sizes):,} to {max(sizes):,}", markdown(heads, growth(sizes))]
    return "\n\n".join([f"## {database}", *parts]) + "\n"


def merged(before: str, intro: str, heading: str, new: str) -> str:
    """RESULTS.md with one database's section replaced and the others left as they were."""
    kept = {}
    for part in before.split("\n## ")[1:]:
        kept[part.split("\n", 1)[0]] = f"## {part.rstrip()}\n"
    kept[heading] = new.rstrip() + "\n"
    return "\n".join([intro.rstrip() + "\n", *(kept[name] for name in sorted(kept))])
