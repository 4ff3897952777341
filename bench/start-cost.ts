import { request } from 'undici';
import { startGuichet, temporaryDataDir } from '../test/support/guichet-process.ts';
import type { Figures } from './figures.ts';
import { quantile } from './quantile.ts';
import type { Sizes } from './sizes.ts';

const questions = [
  'Quel est mon solde ?',
  'Mes 5 dernières opérations',
  'Où est mon colis ?',
  'Combien ai-je dépensé ce mois-ci ?',
  'Bonjour',
];

/** Says something as the French demo customer; milliseconds until the turn was over, sends included. */
async function say(url: string, text: string): Promise<number> {
  const startedAt = performance.now();
  const headers = { 'content-type': 'application/json' };
  const answer = await request(`${url}/simulator/api/say`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ customer: 'demo-fr', text }),
  });
  const body = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`the simulator answered ${answer.statusCode}: ${body}`);
  return performance.now() - startedAt;
}

/** From `npm start` to the first answer, and a whole banking turn in the simulator, one after the other: what a person feels. */
export async function measureStart({ simulatorTurns: turns }: Sizes): Promise<Figures> {
  const dataDir = await temporaryDataDir();
  const startedAt = performance.now();
  const guichet = await startGuichet({ dataDir: dataDir.path });
  try {
    const readyMs = performance.now() - startedAt;
    await say(guichet.url, questions[0] ?? '');
    const firstAnswerMs = performance.now() - startedAt;
    for (const question of questions) await say(guichet.url, question);
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) times.push(await say(guichet.url, questions[turn % questions.length] ?? ''));
    return {
      'start.readyMs': readyMs,
      'start.firstAnswerMs': firstAnswerMs,
      'simulator.turnP50Ms': quantile(times, 0.5),
      'simulator.turnP95Ms': quantile(times, 0.95),
    };
  } finally {
    await guichet.stop();
    await dataDir.remove();
  }
}
