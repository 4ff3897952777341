import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Simulator } from '../simulator/simulator.ts';
import { SimulatorError } from '../simulator/simulator-error.ts';
import { printBody, type Tappable, tappables } from './print-body.ts';

/** What the command line asks for. */
export interface ChatArguments {
  readonly customer: string;
  /** One message to say; without it the terminal becomes a conversation. */
  readonly text: string | undefined;
}

const prompt = '> ';
const usage = 'usage: npm run -s chat -- [--customer demo-fr] ["message"]';

/** @throws RangeError with the usage when the arguments cannot be read. */
export function readChatArguments(args: readonly string[]): ChatArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { customer: { type: 'string', default: 'demo-fr' } },
      allowPositionals: true,
    });
    const text = positionals.join(' ').trim();
    return { customer: values.customer, text: text === '' ? undefined : text };
  } catch (error) {
    throw new RangeError(`${error instanceof Error ? error.message : 'bad arguments'}\n${usage}`, { cause: error });
  }
}

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Says one thing and prints what the bot answers; returns what can be tapped next. */
async function exchange(
  simulator: Simulator,
  output: NodeJS.WritableStream,
  action: { customer: string; text: string } | { customer: string; payload: string; title: string },
): Promise<Tappable[]> {
  const { replies } = await simulator.say(action);
  for (const { message } of replies) output.write(`${printBody(message)}\n`);
  return replies.flatMap(({ message }) => tappables(message));
}

/** Line by line until the input ends. The prompt is written by hand: readline refuses to once the input has been read to its end. */
async function converse(simulator: Simulator, { input, output }: Terminal, customer: string): Promise<void> {
  let open: Tappable[] = [];
  output.write(prompt);
  for await (const line of createInterface({ input })) {
    const text = line.trim();
    const tapped = open.find(({ title }) => title.toLowerCase() === text.toLowerCase());
    const action = tapped ? { customer, payload: tapped.payload, title: tapped.title } : { customer, text };
    if (text !== '') open = await exchange(simulator, output, action);
    output.write(prompt);
  }
  output.write('\n');
}

/**
 * Talks to the bot in a terminal, through the same door as everybody: signed webhook in, Send API calls out.
 * @throws SimulatorError `unknown_customer`
 */
export async function runChat(simulator: Simulator, terminal: Terminal, { customer, text }: ChatArguments): Promise<void> {
  if (!simulator.customers.some(({ id }) => id === customer)) {
    throw new SimulatorError(
      'unknown_customer',
      `there is no customer "${customer}"; there are ${simulator.customers.map(({ id }) => id).join(', ')}`,
    );
  }
  if (text === undefined) await converse(simulator, terminal, customer);
  else await exchange(simulator, terminal.output, { customer, text });
}
