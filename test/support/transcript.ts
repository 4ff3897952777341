/** What the customer does in one turn. */
export type CustomerAct =
  | { readonly kind: 'text'; readonly text: string }
  /** The n-th quick reply on the screen, or the newest button that bears this title. */
  | { readonly kind: 'press'; readonly target: number | string }
  /** The button pressed last, once more. */
  | { readonly kind: 'press_again' }
  /** A button that nobody made. */
  | { readonly kind: 'press_unknown' }
  /** Signs in at the bank by the link on the screen; the code shown there is what `{{code}}` stands for afterwards. */
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'wait'; readonly minutes: number };

/** One bubble as it is written: text lines, then what may be tapped. */
export interface ExpectedBlock {
  readonly line: number;
  readonly text: string;
}

export interface TranscriptTurn {
  readonly line: number;
  readonly act: CustomerAct;
  readonly expected: readonly ExpectedBlock[];
}

/** How the bank can be in a conversation. */
export const bankStates = ['up', 'down', 'busy', 'consent expired'] as const;
export type BankState = (typeof bankStates)[number];

export interface Transcript {
  readonly title: string;
  readonly customer: string;
  readonly clock?: string;
  readonly linked: boolean;
  readonly bank: BankState;
  readonly turns: readonly TranscriptTurn[];
}

/** A transcript cannot be read; the message says where and what to write instead. */
export class TranscriptError extends Error {
  readonly code = 'bad_transcript';

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
    this.name = 'TranscriptError';
  }
}

interface Line {
  readonly number: number;
  readonly text: string;
}

function paragraphs(lines: readonly Line[]): Line[][] {
  const result: Line[][] = [[]];
  for (const line of lines) {
    if (line.text === '') result.push([]);
    else result.at(-1)?.push(line);
  }
  return result.filter((paragraph) => paragraph.length > 0);
}

function readHeaders(lines: readonly Line[]): Map<string, Line> {
  const headers = new Map<string, Line>();
  for (const line of lines) {
    const match = /^(Customer|Clock|Linked|Bank): (.+)$/.exec(line.text);
    if (!match?.[1] || match[2] === undefined) {
      throw new TranscriptError(line.number, 'under the title come lines such as "Customer: demo-fr", then an empty line');
    }
    headers.set(match[1], { number: line.number, text: match[2].trim() });
  }
  return headers;
}

function readBank(header: Line | undefined): BankState {
  const state = bankStates.find((candidate) => candidate === (header?.text ?? 'up'));
  if (!state) throw new TranscriptError(header?.number ?? 1, `the bank can be ${bankStates.join(', ')}`);
  return state;
}

function readClock(header: Line | undefined): { readonly clock?: string } {
  if (!header) return {};
  if (Number.isNaN(Date.parse(header.text))) throw new TranscriptError(header.number, 'write the clock as 2026-11-17T12:00:00Z');
  return { clock: header.text };
}

function readLinked(header: Line | undefined): boolean {
  if (header && header.text !== 'yes' && header.text !== 'no') throw new TranscriptError(header.number, 'Linked is yes or no');
  return header?.text !== 'no';
}

function readAction(line: number, action: string): CustomerAct {
  const press = /^press (?:(\d{1,2})|"([^"]+)")$/.exec(action);
  if (press?.[1]) return { kind: 'press', target: Number(press[1]) };
  if (press?.[2]) return { kind: 'press', target: press[2] };
  const wait = /^wait (\d{1,4}) minutes?$/.exec(action);
  if (wait?.[1]) return { kind: 'wait', minutes: Number(wait[1]) };
  if (action === 'press again') return { kind: 'press_again' };
  if (action === 'press an unknown button') return { kind: 'press_unknown' };
  if (action === 'sign in') return { kind: 'sign_in' };
  throw new TranscriptError(line, `"(${action})" is not one of (press 1), (press "title"), (press again), (sign in), (wait 5 minutes)`);
}

function readAct([first, ...rest]: readonly Line[]): CustomerAct {
  if (!first) throw new TypeError('a paragraph has lines');
  const lines = [first, ...rest].map((line) => {
    if (!line.text.startsWith('>'))
      throw new TranscriptError(line.number, 'leave an empty line between what the customer says and the answer');
    return line.text.slice(1).trim();
  });
  const action = /^\((.+)\)$/.exec(lines.join('\n'));
  return action?.[1] === undefined ? { kind: 'text', text: lines.join('\n') } : readAction(first.number, action[1]);
}

/** Consecutive lines of quick replies are one row of them. */
export function joinOptionLines(text: string): string {
  return text.replaceAll(/\]\n\[/g, '] [');
}

function readTurns(body: readonly Line[][]): TranscriptTurn[] {
  const turns: { line: number; act: CustomerAct; expected: ExpectedBlock[] }[] = [];
  for (const paragraph of body) {
    const line = paragraph[0]?.number ?? 0;
    if (paragraph[0]?.text.startsWith('>')) {
      turns.push({ line, act: readAct(paragraph), expected: [] });
      continue;
    }
    const turn = turns.at(-1);
    if (!turn) throw new TranscriptError(line, 'a conversation begins with what the customer says: "> …"');
    turn.expected.push({ line, text: joinOptionLines(paragraph.map(({ text }) => text).join('\n')) });
  }
  return turns;
}

/** Whether Guichet answers at all: waiting and signing in happen outside the conversation. */
export function isSaid(act: CustomerAct): boolean {
  return act.kind !== 'wait' && act.kind !== 'sign_in';
}

function checkTurns(turns: readonly TranscriptTurn[]): void {
  if (turns.length === 0) throw new TranscriptError(1, 'nobody says anything');
  for (const { act, expected, line } of turns) {
    if (isSaid(act) && expected.length === 0) throw new TranscriptError(line, 'write what Guichet answers to this');
    if (!isSaid(act) && expected.length > 0)
      throw new TranscriptError(line, 'Guichet does not answer to this; let the customer say something');
  }
}

/**
 * Reads a conversation as `test/conversations/README.md` describes it.
 * @throws TranscriptError
 */
export function parseTranscript(source: string): Transcript {
  const lines = source.split(/\r?\n/).map((text, index) => ({ number: index + 1, text: text.trimEnd() }));
  const [head = [], ...body] = paragraphs(lines);
  const [titleLine, ...headerLines] = head;
  const title = /^# (.+)$/.exec(titleLine?.text ?? '')?.[1];
  if (title === undefined) throw new TranscriptError(1, 'the first line is "# " and what the conversation shows');
  const headers = readHeaders(headerLines);
  const customer = headers.get('Customer')?.text;
  if (customer === undefined) throw new TranscriptError(1, 'under the title, say who is talking: "Customer: demo-fr"');
  const turns = readTurns(body);
  checkTurns(turns);
  return {
    title,
    customer,
    ...readClock(headers.get('Clock')),
    linked: readLinked(headers.get('Linked')),
    bank: readBank(headers.get('Bank')),
    turns,
  };
}
