import { describe } from '@jest/globals';
import { describeAttempts } from './describe-attempts.ts';
import { describeDesk } from './describe-desk.ts';
import { describeEchoes } from './describe-echoes.ts';
import { describeEffects } from './describe-effects.ts';
import { describeErasure } from './describe-erasure.ts';
import { describeKeyRotation } from './describe-key-rotation.ts';
import { describeKeyVault } from './describe-key-vault.ts';
import { describeLedger } from './describe-ledger.ts';
import { describeMailbox } from './describe-mailbox.ts';
import { describeQuarantine } from './describe-quarantine.ts';
import { describeRace } from './describe-race.ts';
import { describeRecords } from './describe-records.ts';
import { describeSecrecyAtRest } from './describe-secrecy-at-rest.ts';
import { describeShredding } from './describe-shredding.ts';
import { describeTakeover } from './describe-takeover.ts';
import { disposing, type OpenStoreUnderTest } from './store-under-test.ts';

/** What every adapter of the store must do. */
export function describeStore(name: string, open: OpenStoreUnderTest): void {
  describe(name, () => {
    const opening = disposing(open);
    describeMailbox(opening);
    describeTakeover(opening);
    describeAttempts(opening);
    describeEchoes(opening);
    describeQuarantine(opening);
    describeEffects(opening);
    describeLedger(opening);
    describeRecords(opening);
    describeDesk(opening);
    describeErasure(opening);
    describeSecrecyAtRest(opening);
    describeKeyVault(opening);
    describeShredding(opening);
    describeKeyRotation(opening);
    describeRace(opening);
  });
}
