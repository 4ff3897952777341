import { z } from 'zod';
import { sendBodySchema } from '../../bots/messenger/send-body.ts';
import type { Fault } from '../../demo/faults.ts';
import type { ConversationApp } from './play-transcript.ts';
import { signInAtBank } from './sign-in-at-bank.ts';
import { startApp, type TestApp, type TestAppOptions } from './start-app.ts';
import type { BankState } from './transcript.ts';

/** What of a message a customer sees; `metadata` is for the sender. */
const answerSchema = z.object({
  replies: z.array(
    z.object({
      message: z
        .record(z.string(), z.unknown())
        .transform(({ metadata: _metadata, ...message }) => message)
        .pipe(sendBodySchema),
    }),
  ),
});

function faultFor(state: Exclude<BankState, 'up'>, customer: string): Fault {
  if (state === 'consent expired') return { consentExpired: customer };
  const path = /^\/(open-banking|card-services)\//;
  return state === 'busy' ? { status: 429, retryAfterS: 60, path } : { status: 503, path };
}

/** The whole application with its embedded bank, on a free port and in a folder of its own, under a clock that stands still. */
export async function startConversationApp(
  options: Pick<TestAppOptions, 'environment'> = {},
): Promise<ConversationApp & Pick<TestApp, 'foundation' | 'dataDir' | 'stop'>> {
  let now = new Date();
  // The transcripts are of the bot alone: what it says where no desk takes a conversation over.
  const app = await startApp({ now: () => now, environment: { DESK: 'off', ...options.environment } });
  const { demo } = app.foundation;
  return {
    async say(input) {
      return answerSchema.parse(await app.say(input)).replies.map(({ message }) => message);
    },
    setClock(instant) {
      now = instant;
    },
    async setBank(state, customer) {
      demo?.faults.clear();
      if (state !== 'up') demo?.faults.set(faultFor(state, customer));
    },
    signIn: (customer, link) => signInAtBank(link, customer),
    foundation: app.foundation,
    dataDir: app.dataDir,
    stop: (keepData) => app.stop(keepData),
  };
}
