"""The look of a painted page: one style sheet, for light and dark, narrow and wide, screen and paper."""

CSS = """
:root{color-scheme:light dark;
--ground:#f6f4ef;--paper:#fffefb;--ink:#1d1c1a;--soft:#625e56;--line:#dcd7cb;
--article:#2b6a8a;--comments:#8a6412;--furniture:#8f897d;
--direct:#ffe9a3;--indirect:#fdf3d0;--outlet:#ece3fa;--topic:#dff0e6;--condition:#dde8fb;
--source:#a63d22;--cue:#23704a;--repeat:#f3e6cf;--bad:#a12622;--badground:#fbe9e7}
@media (prefers-color-scheme:dark){:root{
--ground:#141518;--paper:#1b1d21;--ink:#e9e6df;--soft:#a8a399;--line:#34373d;
--article:#6fb4d6;--comments:#d9ad4e;--furniture:#8b867c;
--direct:#56460d;--indirect:#39331b;--outlet:#3a2f52;--topic:#1d3d2c;--condition:#22385c;
--source:#f3a189;--cue:#86d4a6;--repeat:#463a20;--bad:#ff9d94;--badground:#43211f}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--article)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--article);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.top,.sheet,.foot{max-width:84rem;margin:0 auto;padding:0 1rem}
.top{padding-top:1.5rem}
.kicker{margin:0;font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft)}
h1{font:600 clamp(1.4rem,1.1rem + 1.6vw,2.2rem)/1.2 Georgia,"Noto Serif","DejaVu Serif",serif;margin:.25rem 0 1rem;
max-width:40ch;text-wrap:balance}
h2{font-size:1rem;margin:0 0 .6rem;display:flex;gap:.6rem;align-items:baseline}
h2 small{font-weight:400;color:var(--soft)}
dl.facts{display:flex;flex-wrap:wrap;gap:.5rem 2.2rem;margin:0 0 1.1rem}
dl.facts div{min-width:0}
dt{font-size:.75rem;color:var(--soft)}
dd{margin:0;font-size:.9rem}
.sheet{display:grid;align-items:start;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin:0 0 1rem;padding:0 0 1rem;
border-bottom:1px solid var(--line);font-size:.85rem}
.bar{border-left:4px solid var(--furniture);padding-left:.5rem}
.bar.article{border-color:var(--article)}.bar.comments{border-color:var(--comments)}
.strand{border-left:4px solid var(--furniture);padding-left:.75rem;margin:0 0 .4rem}
.strand.article{border-color:var(--article)}
.strand.comments{border-color:var(--comments)}
.block{margin:0;padding:.3rem 0}
.kind{font-size:.72rem;color:var(--soft);white-space:nowrap}
.kind b{font-weight:600;color:var(--ink)}
.text{font-family:Georgia,"Noto Serif","DejaVu Serif",serif;white-space:pre-line;max-width:68ch;unicode-bidi:isolate}
.rest{white-space:normal}
.furniture .text,.header .text{font-family:inherit;font-size:.85rem;color:var(--soft)}
.title .text{font-size:1.35rem;line-height:1.25;font-weight:600}
.subhead .text{font-weight:600}
.caption .text,.credit .text,.byline .text,.dateline .text,.tags .text,.related .text{font-family:inherit;font-size:.9rem}
.header .text{font-weight:600;color:var(--ink)}
.comments .header{border-top:1px solid var(--line);padding-top:.6rem;margin-top:.3rem}
mark,.m{background:none;color:inherit}
.content-direct,.content-mixed{background:var(--direct)}
.content-indirect{background:var(--indirect);border-bottom:1px dashed var(--soft)}
.content-outlet{background:var(--outlet)}
.content-comment{border-bottom:1px dashed var(--comments)}
.topic{background:var(--topic)}
.condition{background:var(--condition)}
.source{color:var(--source);font-weight:600}
.cue{color:var(--cue);text-decoration:underline dotted;text-underline-offset:.2em}
.mention{border-bottom:1px dotted var(--soft)}
.author{background:var(--repeat);border-radius:4px;padding:0 .3em;margin:0 .1em}
.repeat{background:var(--repeat)}
.inserted{font-style:italic}
.event{border-bottom:3px solid var(--article);font-weight:600}
.event-not{border-bottom:3px double var(--bad);font-style:italic}
.size{border-bottom:1px solid var(--article)}
.label{border-bottom:2px solid var(--bad)}
.date-refused{text-decoration:line-through;text-decoration-color:var(--bad)}
.date-accepted{border-bottom:2px solid var(--cue)}
.ref{font:600 .66rem system-ui,sans-serif;text-decoration:none;vertical-align:super;padding:0 .15em;white-space:nowrap}
.ref::after{content:attr(data-row)}
:target{outline:3px solid var(--article);outline-offset:3px;border-radius:3px}
details{border:1px dashed var(--bad);border-radius:8px;padding:.3rem .7rem;max-width:68ch}
summary{cursor:pointer;color:var(--bad);font-size:.85rem;padding:.25rem 0}
.rows{list-style:none;margin:0;padding:0;font-size:.9rem}
.rows>li{padding:.6rem 0;border-top:1px solid var(--line)}
.rows>li:first-child{border-top:0;padding-top:0}
.rows p{margin:.1rem 0}
.rows .name{font-weight:600;margin-right:.35rem}
.said{font-family:Georgia,"Noto Serif","DejaVu Serif",serif;unicode-bidi:isolate}
.chip{display:inline-block;font-size:.72rem;border:1px solid var(--line);border-radius:99px;padding:0 .5em;margin-right:.25em;
color:var(--soft)}
.chip.bad{color:var(--bad);border-color:var(--bad)}
.soft{color:var(--soft);font-size:.8rem}
.side{display:grid;gap:1.25rem;align-content:start;min-width:0}
.foot{padding-top:1.5rem;padding-bottom:2rem;color:var(--soft);font-size:.8rem}
@media (min-width:40rem){.block{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.9rem}
details{margin-left:7.4rem}details .block{display:block}.kind{padding-top:.25rem}
.card{padding:1.25rem}}
@media (min-width:66rem){.sheet{grid-template-columns:minmax(0,1fr) 25rem}
.side{position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{:root{--ground:#fff;--paper:#fff;color-scheme:light}body{font-size:10.5pt}.skip{display:none}
.card{border:0;padding:0}.sheet{display:block}.side{position:static;max-height:none;overflow:visible;margin-top:1.5rem}
.block,.rows>li{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
""".strip()
