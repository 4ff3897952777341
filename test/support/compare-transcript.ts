import type { SendBody } from '../../bots/messenger/send-body.ts';
import { bubblePattern, normalise } from './placeholders.ts';
import type { ExpectedBlock } from './transcript.ts';

/** A reply as a transcript writes it: its words, and what may be tapped on the last line. */
interface WrittenReply {
  readonly text: string;
  readonly taps: string;
}

type Payload = Extract<SendBody, { attachment: unknown }>['attachment']['payload'];
type Button = Extract<Payload, { template_type: 'button' }>['buttons'][number];

function writeButtons(buttons: readonly Button[] = []): string[] {
  return buttons.map((button) => (button.type === 'web_url' ? `[${button.title} ↗]` : `[${button.title}]`));
}

function writePayload(payload: Payload): { readonly text: string; readonly buttons: readonly string[] } {
  if (payload.template_type === 'button') return { text: payload.text, buttons: writeButtons(payload.buttons) };
  if (payload.template_type === 'receipt') return { text: `< receipt from ${payload.merchant_name ?? '—'}`, buttons: [] };
  const cards = payload.elements.map(({ title, subtitle, buttons }) =>
    [`* ${title}`, ...(subtitle ? ['|', subtitle] : []), ...writeButtons(buttons)].join(' '),
  );
  return { text: cards.join('\n'), buttons: [] };
}

function write(body: SendBody): WrittenReply {
  const { text, buttons } = 'text' in body ? { text: body.text, buttons: [] } : writePayload(body.attachment.payload);
  const taps = [...buttons, ...(body.quick_replies ?? []).map(({ title }) => `[${title}]`)].join(' ');
  return { text: normalise(text), taps: normalise(taps) };
}

/** Replies in the shape in which they can be pasted into a transcript. */
export function writeReplies(bodies: readonly SendBody[]): string {
  return bodies
    .map(write)
    .map(({ text, taps }) => [text, ...(taps === '' ? [] : [taps])].join('\n'))
    .join('\n\n');
}

function fits(expected: string, reply: WrittenReply): boolean {
  const lines = normalise(expected).split('\n');
  const taps = lines.at(-1)?.startsWith('[') ? lines.at(-1) : undefined;
  const text = (taps === undefined ? lines : lines.slice(0, -1)).join('\n');
  if (text === '< receipt') return reply.text.startsWith('< receipt ');
  return bubblePattern(text).test(reply.text) && (taps === undefined || bubblePattern(taps).test(reply.taps));
}

/** What is wrong with an answer, in words for whoever wrote the transcript; undefined when all of it fits. */
export function findMismatch(expected: readonly ExpectedBlock[], bodies: readonly SendBody[]): string | undefined {
  const replies = bodies.map(write);
  const wrong = expected.findIndex((block, index) => {
    const reply = replies[index];
    return !reply || !fits(block.text, reply);
  });
  if (wrong === -1 && replies.length === expected.length) return undefined;
  const block = expected[wrong];
  const problem = block
    ? `line ${block.line}: expected the bubble\n\n${block.text}`
    : `after line ${expected.at(-1)?.line ?? 0}: ${replies.length - expected.length} more bubble(s) came than are written`;
  return `${problem}\n\nGuichet answered:\n\n${bodies.length === 0 ? '(nothing)' : writeReplies(bodies)}`;
}
