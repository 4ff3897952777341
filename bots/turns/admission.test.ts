import { describe, expect, test } from '@jest/globals';
import { type Admission, type AdmissionDeps, createAdmission } from './admission.ts';

const roomy: AdmissionDeps = {
  mostTurns: 10,
  mostLateMs: 1_000,
  perCustomer: { events: 3, windowS: 600 },
  heldTurns: () => 0,
  lateMs: () => 0,
  waitedMs: () => undefined,
};

const journal = async (): Promise<'accepted'> => 'accepted';
const again = async (): Promise<'duplicate'> => 'duplicate';

/** The outcome, or the reason of the refusal. */
async function outcomeOf(
  admission: Admission,
  conversation = 'c',
  take: () => Promise<'accepted' | 'duplicate'> = journal,
): Promise<string> {
  try {
    return await admission.admit(conversation, take);
  } catch (error) {
    return error instanceof Error && 'reason' in error ? String(error.reason) : 'another error';
  }
}

describe('admission', () => {
  test('lets in while there is room', async () => {
    expect(await outcomeOf(createAdmission(roomy))).toBe('accepted');
  });

  test('refuses more turns than may be held, without asking the journal', async () => {
    let asked = 0;
    const admission = createAdmission({ ...roomy, heldTurns: () => 10 });
    const take = async (): Promise<'accepted'> => {
      asked += 1;
      return 'accepted';
    };
    expect([await outcomeOf(admission, 'c', take), asked]).toEqual(['turns', 0]);
  });

  test('refuses while turns wait too long to be begun, however few they are', async () => {
    expect(await outcomeOf(createAdmission({ ...roomy, waitedMs: () => 1_001 }))).toBe('turns');
    expect(await outcomeOf(createAdmission({ ...roomy, waitedMs: () => 1_000 }))).toBe('accepted');
  });

  test('refuses while the event loop is behind', async () => {
    expect(await outcomeOf(createAdmission({ ...roomy, lateMs: () => 1_001 }))).toBe('event_loop');
  });

  test('says beforehand why nothing is taken in from anybody', () => {
    expect(createAdmission(roomy).refusal()).toBeUndefined();
    expect(createAdmission({ ...roomy, heldTurns: () => 10 }).refusal()?.reason).toBe('turns');
    expect(createAdmission({ ...roomy, lateMs: () => 1_001 }).refusal()?.reason).toBe('event_loop');
  });

  test('refuses a customer who writes too fast, and nobody else', async () => {
    const admission = createAdmission(roomy);
    const outcomes: string[] = [];
    for (let count = 0; count < 5; count += 1) outcomes.push(await outcomeOf(admission));
    expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'customer', 'customer']);
    expect(await outcomeOf(admission, 'other')).toBe('accepted');
  });

  test('says when that customer may come again', async () => {
    const admission = createAdmission(roomy);
    for (let count = 0; count < 3; count += 1) await outcomeOf(admission);
    await expect(admission.admit('c', journal)).rejects.toMatchObject({ code: 'overloaded', retryAfterS: 600 });
  });

  test('does not count what is delivered again: a delivery that was refused in its middle gets through in the end', async () => {
    const admission = createAdmission(roomy);
    const outcomes: string[] = [];
    for (const take of [again, again, again, again, journal]) outcomes.push(await outcomeOf(admission, 'c', take));
    expect(outcomes).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'accepted']);
  });

  test('does not count what the journal could not take', async () => {
    const admission = createAdmission(roomy);
    const away = async (): Promise<never> => {
      throw new Error('away');
    };
    for (let count = 0; count < 5; count += 1) expect(await outcomeOf(admission, 'c', away)).toBe('another error');
    expect(await outcomeOf(admission)).toBe('accepted');
  });
});
