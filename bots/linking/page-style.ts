/** The look of the pages: one card in the middle of a phone's screen, in light and in dark, with nothing loaded from anywhere. */
export const pageStyle = `
:root { color-scheme: light dark; --ground: #eef1f6; --card: #fff; --ink: #14213a; --soft: #55617a; --line: #dfe4ee; --accent: #1b4dd8; --on-accent: #fff; --note: #fff6e0; --note-ink: #5c4300; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1220; --card: #171e30; --ink: #eef2fb; --soft: #a5b0c8; --line: #2a3450; --accent: #86a7ff; --on-accent: #0b1430; --note: #33290f; --note-ink: #ffdf94; }
}
* { box-sizing: border-box; margin: 0; }
body { min-height: 100dvh; display: grid; place-items: center; padding: 1.25rem; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 27rem; padding: 2rem 1.5rem 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 1.25rem; box-shadow: 0 1rem 3rem rgb(10 20 50 / 8%); }
.bank { margin-bottom: 1.25rem; font-size: .8125rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); overflow-wrap: anywhere; }
h1 { margin-bottom: .75rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
p { text-wrap: pretty; }
ol { margin: 1.5rem 0; padding: 0; list-style: none; counter-reset: step; display: grid; gap: .875rem; }
li { position: relative; padding-left: 2.5rem; counter-increment: step; }
li::before { content: counter(step); position: absolute; left: 0; top: -.05rem; width: 1.75rem; height: 1.75rem; display: grid; place-items: center; border-radius: 50%; border: 1px solid var(--line); font-size: .875rem; font-weight: 600; color: var(--accent); }
button, .action { display: block; width: 100%; margin-top: 1.5rem; padding: .95rem 1rem; border: 0; border-radius: .875rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button:focus-visible, .action:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
.code { margin: 1.5rem 0; padding: 1.1rem .5rem; border-radius: .875rem; background: var(--ground); font: 700 clamp(2.1rem, 12vw, 3rem)/1 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; letter-spacing: .14em; text-indent: .14em; text-align: center; font-variant-numeric: tabular-nums; user-select: all; }
fieldset { margin-top: 1.25rem; padding: 0; border: 0; display: grid; gap: .625rem; }
legend { margin-bottom: .625rem; font-weight: 600; }
.choice { display: flex; gap: .75rem; padding: .8rem .9rem; border: 1px solid var(--line); border-radius: .875rem; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.choice input { flex: none; width: 1.15rem; height: 1.15rem; margin-top: .2rem; accent-color: var(--accent); }
.choice strong { display: block; }
.choice:focus-within { outline: 3px solid var(--ink); outline-offset: 2px; }
.note { margin-top: 1.5rem; padding: .875rem 1rem; border-radius: .875rem; background: var(--note); color: var(--note-ink); font-size: .9375rem; }
`;
