import { buildUnderstanding } from '../../bots/compose/speech.ts';
import { createRandom } from '../../understanding/random.ts';
import lists from '../../understanding/second-opinion/common-words.json' with { type: 'json' };
import { isUnsure } from '../../understanding/second-opinion/create-second-opinion.ts';

const words = Object.values(lists).flatMap((list) => list.split(' ').filter((word) => word.length > 3));

/** Sentences, each another one, that the embedded readers do not understand, so that a model is asked. */
export function createRiddles(seed = 1): { next(): Promise<string> } {
  const random = createRandom(seed);
  const word = (): string => words[Math.floor(random() * words.length)] ?? '';
  const context = { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/London', language: 'en' } as const;
  return {
    async next() {
      for (;;) {
        const text = `hmm ${word()} ${word()} ${word()} ${word()}`;
        const reading = await buildUnderstanding().read({ kind: 'text', text }, context);
        if (reading.command.type === 'unclear' && isUnsure(reading, {}) && Object.keys(reading.entities).length === 0) return text;
      }
    },
  };
}
