import fc from 'fast-check';
import { checkOwnership } from '../../handoff/check-ownership.ts';
import { openOwnershipWorld } from '../../handoff/open-ownership-world.ts';
import { ownershipHistories } from '../../handoff/ownership-history.ts';
import { playOwnership } from '../../handoff/play-ownership.ts';
import type { FaultRun } from '../fault-run.ts';

const forms = { short: { numRuns: 300 }, long: { numRuns: 10_000 } };

/** R18: customers, agents, bot turns, crashes, duplicates and workers thought dead race for one conversation. */
export const ownership: FaultRun = {
  id: 'R18',
  title: 'races for a conversation: customers, agents, other inboxes, crashes, duplicates, workers thought dead',
  goal: 'nothing said by who does not hold it or unasked after a day, no change of owner announced twice, always one owner',
  async run(form) {
    const world = await openOwnershipWorld();
    let [sent, changes] = [0, 0];
    try {
      const property = fc.asyncProperty(ownershipHistories, async (history) => {
        const witnessed = await playOwnership(world, history);
        sent += witnessed.sent.length;
        changes += witnessed.holds.at(-1)?.owner.token ?? 0;
        const wrong = checkOwnership(witnessed);
        if (wrong.length > 0) throw new Error(wrong.join('; '));
      });
      const { numRuns, failed, counterexample } = await fc.check(property, forms[form]);
      return {
        figures: { histories: numRuns, 'messages that left': sent, 'changes of owner': changes },
        violations: failed ? [JSON.stringify(counterexample)] : [],
      };
    } finally {
      await world.close();
    }
  },
};
