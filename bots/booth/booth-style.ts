/** The look of the booth: made for a phone, in light and in dark, readable in print, with nothing loaded from anywhere. */
export const boothStyle = `
:root { color-scheme: light dark; --ground: #eef1f6; --card: #fff; --ink: #14213a; --soft: #55617a; --line: #dfe4ee; --accent: #1b4dd8; --on-accent: #fff; --wash: #e8eefc; --in: #0a6b3d; --good: #0a6b3d; --good-wash: #e2f4ea; --note: #fff6e0; --note-ink: #5c4300; --danger: #b3261e; --on-danger: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1220; --card: #171e30; --ink: #eef2fb; --soft: #a5b0c8; --line: #2a3450; --accent: #86a7ff; --on-accent: #0b1430; --wash: #202b4a; --in: #6fd6a0; --good: #8fe3b7; --good-wash: #123325; --note: #33290f; --note-ink: #ffdf94; --danger: #ffb4ab; --on-danger: #5a0d08; }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; }
body { min-height: 100dvh; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
h2, h3 { font-size: 1.0625rem; line-height: 1.35; }
p { text-wrap: pretty; }
a { color: var(--accent); }
button, .action { display: block; width: 100%; min-height: 3.25rem; padding: .9rem 1rem; border: 0; border-radius: .875rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .3rem; }
button:focus-visible, .action:focus-visible { outline-color: var(--ink); border-radius: .875rem; }
.bank { font-size: .8125rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: .9375rem; }
.note { padding: .875rem 1rem; border-radius: .875rem; background: var(--note); color: var(--note-ink); font-size: .9375rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: .5rem; top: -4rem; z-index: 2; padding: .75rem 1rem; border-radius: .75rem; background: var(--card); }
.skip:focus { top: .5rem; }
.entry { display: grid; place-items: center; padding: 1.25rem; }
.entry main { width: 100%; max-width: 27rem; padding: 2rem 1.5rem 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 1.25rem; box-shadow: 0 1rem 3rem rgb(10 20 50 / 8%); display: grid; gap: 1rem; }
.entry ol { padding: 0; list-style: none; counter-reset: step; display: grid; gap: .875rem; }
.entry li { position: relative; padding-left: 2.5rem; counter-increment: step; }
.entry li::before { content: counter(step); position: absolute; left: 0; top: -.05rem; width: 1.75rem; height: 1.75rem; display: grid; place-items: center; border-radius: 50%; border: 1px solid var(--line); font-size: .875rem; font-weight: 600; color: var(--accent); }
.compact { padding-top: .875rem; padding-bottom: .875rem; }
.top, .pages ul, .inside main, .foot { width: 100%; max-width: 42rem; margin: 0 auto; padding-left: 1rem; padding-right: 1rem; }
.top { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding-top: .875rem; padding-bottom: .625rem; }
.top form { flex: none; }
.top button { width: auto; min-height: 2.75rem; padding: .4rem 1rem; border: 1px solid var(--line); background: var(--card); color: var(--ink); font-size: .9375rem; }
.hello { font-weight: 600; overflow-wrap: anywhere; }
.pages { position: sticky; top: 0; z-index: 1; background: var(--ground); border-bottom: 1px solid var(--line); }
.pages ul { display: flex; overflow-x: auto; padding-left: .5rem; padding-right: .5rem; list-style: none; }
.pages li { flex: 1 1 auto; }
.pages a { display: grid; place-items: center; min-height: 3rem; padding: .25rem .3rem; border-bottom: 3px solid transparent; color: var(--soft); font-size: .875rem; font-weight: 600; text-decoration: none; white-space: nowrap; }
.pages a[aria-current] { color: var(--accent); border-color: var(--accent); }
.inside main { overflow-wrap: anywhere; padding-top: 1.25rem; padding-bottom: 1.5rem; display: grid; gap: 1rem; }
.card { padding: 1.125rem 1.125rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 1.125rem; min-width: 0; overflow-wrap: anywhere; }
.foot { padding-bottom: 2rem; color: var(--soft); font-size: .875rem; }
.figure { margin-top: .5rem; font-size: 2rem; font-weight: 650; line-height: 1.2; letter-spacing: -.02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; padding: .15rem .6rem; border-radius: 1rem; background: var(--wash); color: var(--ink); font-size: .8125rem; font-weight: 600; }
.warn { background: var(--note); color: var(--note-ink); }
.good { background: var(--good-wash); color: var(--good); }
.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem .75rem; }
dl { margin-top: .875rem; }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .5rem 0; border-top: 1px solid var(--line); }
dt { flex: none; color: var(--soft); }
dd { min-width: 0; text-align: right; font-variant-numeric: tabular-nums; }
.card > dl:last-child { margin-bottom: -.5rem; }
dl + p, .card h2 + p { margin-top: .5rem; }
details summary { padding: .625rem 0; font-weight: 600; color: var(--accent); cursor: pointer; }
details.card { padding-top: .25rem; padding-bottom: .25rem; }
details[open].card { padding-bottom: 1.25rem; }
.fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .875rem; }
.fields > :first-child, .fields > button, .fields > p { grid-column: 1 / -1; }
label { display: block; margin-bottom: .25rem; color: var(--soft); font-size: .9375rem; }
input, select { width: 100%; min-width: 0; min-height: 3rem; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: .75rem; background: var(--card); color: var(--ink); font: inherit; }
.topic { padding: 1rem 0; border-top: 1px solid var(--line); }
.topic label { margin-top: .625rem; }
.card h2 + p + form > .topic:first-of-type { margin-top: .75rem; }
form > .topic + button, select + button { margin-top: 1rem; }
form + p { margin-top: .875rem; }
.lines { margin-top: .5rem; padding: 0; list-style: none; }
.lines.card { margin-top: 0; padding: .5rem 1.125rem; }
.lines li { padding: .625rem 0; border-top: 1px solid var(--line); }
.lines li:first-child { border-top: 0; }
.lines .soft, .list .soft { display: block; font-size: .875rem; line-height: 1.4; }
.lines .name { flex: 1 1 12rem; }
h2 + form > label, h2 + .list { margin-top: .625rem; }
.number { font-size: 1.375rem; font-weight: 650; letter-spacing: .04em; }
.tick { display: flex; gap: .75rem; align-items: flex-start; margin: .75rem 0 1rem; color: var(--ink); font-size: 1rem; }
.tick input { flex: none; width: 1.5rem; min-height: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
.danger { background: var(--danger); color: var(--on-danger); }
.note form { margin-top: .75rem; }
.done { background: var(--good-wash); color: var(--good); }
input[type=date] { padding-left: .5rem; padding-right: .5rem; font-size: 1rem; letter-spacing: -.01em; }
table { width: 100%; border-collapse: collapse; }
caption, thead { font-size: 0; line-height: 0; text-align: left; }
* + table { margin-top: 1rem; }
th { text-align: left; font-weight: 600; }
td, tbody th[scope=row], tfoot th { padding: .7rem 0; border-top: 1px solid var(--line); vertical-align: top; font-weight: 400; }
th[scope=rowgroup]::first-letter { text-transform: uppercase; }
th[scope=rowgroup] { padding: 1.25rem 0 .4rem; color: var(--soft); font-size: .9375rem; }
tbody:first-of-type th[scope=rowgroup] { padding-top: 0; }
td.amount { width: 1%; }
.amount { padding-left: 1rem; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.in { color: var(--in); font-weight: 600; }
.name { display: block; font-weight: 550; }
th .soft { display: block; font-size: .875rem; line-height: 1.4; }
.under { display: flex; align-items: center; gap: .75rem; font-size: .9375rem; }
.under a, .more { display: inline-block; padding: .35rem 0; }
tfoot th { color: var(--soft); }
.total th, .total td { border-top: 2px solid var(--ink); color: var(--ink); font-size: 1.1875rem; font-weight: 650; }
.list { padding-top: .25rem; padding-bottom: .25rem; list-style: none; }
.list a { display: flex; justify-content: space-between; gap: 1rem; padding: .8rem 0; border-top: 1px solid var(--line); color: inherit; text-decoration: none; }
.list li:first-child a { border-top: 0; }
.list a:hover .name { text-decoration: underline; }
.turn { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: .5rem; font-size: .9375rem; }
.turn a { display: inline-block; padding: .75rem 0; font-weight: 600; }
.turn :last-child { text-align: right; }
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --in: #000; }
  .top form, .hello, .pages, .skip, .foot, .screen { display: none; }
  .inside main, .top, .card { max-width: none; padding-left: 0; padding-right: 0; border: 0; }
  tr { break-inside: avoid; }
}
`;
