"""The report of the evals: one HTML file that needs nothing else, with its plots as SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

FARVER = ("#0b5563", "#c4632a", "#6b7a8f", "#8a5a9e", "#4d7f3b")
"""Apart in hue and in lightness, so that they are told apart in grey too."""


@dataclass(frozen=True)
class Tabel:
    """A table: headings, rows of cells, and what to know when reading it."""

    titel: str
    kolonner: Sequence[str]
    raekker: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True)
class Figur:
    """A plot as SVG, with its text for those who do not see it."""

    titel: str
    svg: str
    alt: str


@dataclass
class Resultat:
    """What one part of the evals found; ``tal`` are the figures that thresholds are held to."""

    navn: str
    tal: dict[str, float] = field(default_factory=dict)
    tabeller: list[Tabel] = field(default_factory=list)
    figurer: list[Figur] = field(default_factory=list)
    fejl: list[str] = field(default_factory=list)


def bars(
    title: str,
    groups: Sequence[str],
    lines: Mapping[str, Sequence[tuple[float, float, float]]],
    label: str,
) -> Figur:
    """Bars in groups, each with its interval: per line and group (value, low, high)."""
    figure, axes = _axes(9, 3.8)
    wide = 0.8 / len(lines)
    for number, (line, values) in enumerate(lines.items()):
        at = [place + (number - (len(lines) - 1) / 2) * wide for place in range(len(groups))]
        heights = [value for value, _, _ in values]
        below = [max(value - low, 0) for value, low, _ in values]
        above = [max(high - value, 0) for value, _, high in values]
        axes.bar(
            at, heights, wide * 0.92, label=line, color=FARVER[number % len(FARVER)],
            yerr=[below, above], error_kw={"elinewidth": 0.8, "ecolor": "#333"},
        )  # fmt: skip
    axes.set_xticks(range(len(groups)), groups)
    axes.set_ylabel(label)
    axes.set_ylim(0, 1)
    axes.legend(frameon=False, ncols=len(lines), loc="upper center", bbox_to_anchor=(0.5, 1.17))
    said = "; ".join(
        f"{line}: "
        + ", ".join(f"{group} {value[0]:.2f}" for group, value in zip(groups, values, strict=True))
        for line, values in lines.items()
    )
    return Figur(title, _svg(figure), f"{label}. {said}")


def curves(
    title: str,
    lines: Mapping[str, Sequence[tuple[float, float]]],
    across: str,
    up: str,
    logarithmic: bool = False,
) -> Figur:
    """Lines over a common axis: per line its points (x, y)."""
    figure, axes = _axes(9, 3.8)
    for number, (line, points) in enumerate(lines.items()):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        style = ("-", "--", ":", "-.")[number % 4]
        color = FARVER[number % len(FARVER)]
        marker = "o" if len(points) < 8 else None
        axes.plot(xs, ys, style, color=color, label=line, linewidth=1.8, marker=marker)
    if logarithmic:
        axes.set_xscale("log")
        axes.set_yscale("log")
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.legend(frameon=False)
    said = "; ".join(
        f"{line}: " + ", ".join(f"({x:g}, {y:.3g})" for x, y in points[:12])
        for line, points in lines.items()
    )
    return Figur(title, _svg(figure), f"{up} over {across}. {said}")


def _axes(wide: float, high: float) -> tuple[object, object]:
    from matplotlib.figure import Figure

    figure = Figure((wide, high), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#ddd", linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def _svg(figure: object) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None})  # type: ignore[attr-defined]
    text = stream.getvalue()
    return text[text.index("<svg") :]


_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
body{color:#1c2733}
h1{font-size:1.6rem}h2{margin-top:2.6rem;border-bottom:2px solid #0b5563;padding-bottom:.2rem}
table{border-collapse:collapse;margin:1rem 0;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:.4rem}
th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid #d9dfe5}
th:first-child,td:first-child{text-align:left}thead th{border-bottom:2px solid #1c2733}
figure{margin:1.4rem 0}svg{max-width:100%;height:auto}.note{color:#4a5866;font-size:.92rem}
.nej{color:#a02c1a;font-weight:600}.ja{color:#2c6b3a}li{margin:.3rem 0}
"""


def write(
    file: Path,
    about: Mapping[str, str],
    results: Sequence[Resultat],
    thresholds: Sequence[tuple[str, float, float, bool]],
) -> None:
    """Write the report; ``thresholds`` are (name, wanted, found, kept)."""
    parts = [f"<h1>Målinger</h1><p>{escape('; '.join(f'{k}: {v}' for k, v in about.items()))}</p>"]
    if thresholds:
        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{wanted:g}</td><td>{found:.3f}</td>"
            f'<td class="{"ja" if kept else "nej"}">{"holder" if kept else "holder ikke"}</td></tr>'
            for name, wanted, found, kept in thresholds
        )
        parts.append(
            "<table><caption>Grænser</caption><thead><tr><th>mål</th><th>grænse</th><th>målt</th>"
            f"<th></th></tr></thead><tbody>{rows}</tbody></table>"
        )
    parts += [_section(result) for result in results]
    page = (
        '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Målinger</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><main>{''.join(parts)}</main></body></html>"
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")


def _section(result: Resultat) -> str:
    parts = [f"<h2>{escape(result.navn)}</h2>"]
    for table in result.tabeller:
        head = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in table.kolonner)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in table.raekker
        )
        note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
        parts.append(
            f"<table><caption>{escape(table.titel)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>{note}"
        )
    for figure in result.figurer:
        parts.append(
            f'<figure><div role="img" aria-label="{escape(figure.alt, quote=True)}">{figure.svg}'
            f"</div><figcaption>{escape(figure.titel)}</figcaption></figure>"
        )
    if result.fejl:
        items = "".join(f"<li>{escape(line)}</li>" for line in result.fejl)
        parts.append(f"<h3>De værste</h3><ol>{items}</ol>")
    return "".join(parts)
