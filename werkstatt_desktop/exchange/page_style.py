"""How the page looks that `html` makes: on a screen, light or dark, narrow or wide, and printed."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain import symbols
from ..domain.records import COLOURS

_LIGHT = {
    "page": "#FFFFFF", "text": "#1E2326", "muted": "#5C666D", "line": "#DAD6CC", "accent": "#17616B",
    "soft": "#DDEDEE", "dot": "#D6293E",
}  # fmt: skip
_DARK = {
    "page": "#1B1F22", "text": "#E9ECEE", "muted": "#A3ADB3", "line": "#3A4247", "accent": "#6CCBC6",
    "soft": "#20383A", "dot": "#FF8A80",
}  # fmt: skip

_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);
font:1.0625rem/1.45 "Source Sans 3","Source Sans Pro",system-ui,"Noto Sans",Arial,sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:48rem;margin:0 auto;padding:2rem 1.25rem 4rem}
p,li,dd,dt,td,th,h1,h2,h3,figcaption{unicode-bidi:plaintext;text-align:start}
h1,h2,h3,p,ul,dl,figure{margin:0}
h1{font-size:2.1rem;line-height:1.15;margin:.25rem 0 .6rem}
h2{font-size:1.45rem;line-height:1.25;margin:3rem 0 .3rem;break-after:avoid}
h3{font-size:1.1rem;line-height:1.3;display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline;
margin:1.8rem 0 .4rem;padding-bottom:.3rem;border-bottom:2px solid var(--text);break-after:avoid}
h3 .count{margin-inline-start:auto;font-weight:400;font-size:.9rem;color:var(--muted)}
a{color:var(--accent)}
.note,.label,.marked,.first,.facts-below,.hint,.count,.over,figcaption,footer{color:var(--muted)}
.note,.label,.marked,.first,.hint,figcaption{font-size:.92rem}
.first{font-style:italic}
.marked{font-weight:600}
.box{background:var(--soft);border-inline-start:4px solid var(--accent);border-radius:6px;
padding:.8rem 1rem;margin:1.4rem 0}
.box .label{color:var(--accent);font-weight:600;font-size:.85rem}
.box .text{font-size:1.12rem;font-weight:600}
.draft{border:2px solid var(--dot);color:var(--dot);font-weight:700;padding:.3rem .8rem;border-radius:6px}
dl.facts{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.25rem 1rem;margin:1.2rem 0}
dl.facts dt{color:var(--muted)}
dl.facts dd{margin:0}
ul.entries,ul.legend,nav ul{list-style:none;padding:0}
ul.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:.6rem 0}
.entry{display:grid;grid-template-columns:auto 1fr auto;gap:0 .6rem;padding:.28rem 0;break-inside:avoid}
.entry>.front{min-width:1.1rem}
.entry>.words{grid-column:2}
.entry>.beside{grid-column:3;text-align:end;color:var(--muted);font-size:.92rem}
.dots{color:var(--dot);letter-spacing:.08em}
.sign{width:.85em;height:.85em;vertical-align:-.05em}
.bar{display:block;width:100%;height:.32rem;margin-top:.2rem}
.bar .all{fill:var(--soft)}
.fill{fill:var(--accent)}
.rule{stroke:var(--text);fill:none}
.grid{stroke:var(--line);fill:none}
.chart text{fill:var(--text)}
.poll{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.2rem;margin:.8rem 0}
.chart{width:100%;max-width:24rem;height:auto}
.chart.square{max-width:12rem}
.chart.square+.ends{max-width:12rem}
.ends{display:flex;justify-content:space-between;gap:1rem;font-size:.92rem;max-width:24rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1rem}
th,td{vertical-align:top;padding:.35rem .6rem .35rem 0}
thead th{font-size:.88rem;color:var(--muted);border-bottom:2px solid var(--text)}
tbody tr{border-top:1px solid var(--line)}
tbody tr.together{border-top:0}
tbody th{font-weight:400}
th.right,td.right{text-align:end}
td.number{white-space:nowrap}
caption,.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.scroll{overflow-x:auto}
figure.board{margin:1rem 0;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:#F5F2EA}
figure.board svg{display:block;width:100%;height:auto}
.photos{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.2rem;margin:.8rem 0}
.photos img{max-width:100%;height:auto;border-radius:4px}
.lost{background:var(--soft);padding:2rem 1rem;border-radius:4px}
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.92rem}
@media(max-width:34rem){dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.5rem}
.entry{grid-template-columns:auto 1fr}.entry>.beside{grid-column:2;text-align:start}}
@media print{@page{size:A4;margin:20mm 18mm}body{font-size:10.5pt}main{max-width:none;padding:0}
h2{break-before:auto}figure,tr{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}}
"""


def style(widths: Iterator[int] | tuple[int, ...] | set[int]) -> str:
    """The style sheet; `widths` are the parts of a hundred that columns of tables have."""
    columns = "".join(f".w{part}{{width:{part}%}}" for part in sorted(widths))
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_tokens(_DARK, dark=True)}}}}}"
    return (
        f":root{{color-scheme:light dark;{_tokens(_LIGHT, dark=False)}}}\n{dark}{_RULES}{_signs()}{columns}"
    )


def _tokens(colours: dict[str, str], *, dark: bool) -> str:
    stripes = {name: symbols.colours(name, dark=dark)[1] for name in COLOURS}
    return "".join(f"--{name}:{value};" for name, value in (colours | stripes).items())


def _signs() -> str:
    return "".join(f".c-{name}{{fill:var(--{name})}}" for name in COLOURS)
