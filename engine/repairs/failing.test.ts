import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';

const connectorError = (code: string) => Object.assign(new Error('figures 12.50'), { code });

describe('a dialog that throws', () => {
  test.each([
    ['bank_unavailable', 'unavailable', ['s.person']],
    ['protocol_violation', 'unavailable', ['s.person']],
    ['bad_request', 'unavailable', ['s.person']],
    ['rate_limited', 'busy', ['s.person']],
    ['consent_expired', 'sign_in', ['s.link_account']],
    ['sca_required', 'sign_in', ['s.link_account']],
    ['forbidden_scope', 'sign_in', ['s.link_account']],
    ['not_found', 'not_found', []],
  ])('%s: says %s, takes back what it had said, and the conversation goes on', async (code, group, options) => {
    const logged: unknown[] = [];
    const talk = createTalk({ failure: connectorError(code), log: { error: (details) => void logged.push(details) } });
    await talk.start('order');
    const turn = await talk.start('broken');
    expect(turn.keys).toEqual([`engine.failure.${group}`, 'order.ask.day']);
    expect(turn.options).toEqual(options);
    expect(turn.trace.events).toContain(`failed ${code}`);
    expect(logged).toEqual([]);
  });

  test.each(['bank_unavailable', 'protocol_violation', 'rate_limited'])(
    '%s of a shop or a carrier is not blamed on the bank',
    async (code) => {
      const talk = createTalk({ failure: Object.assign(connectorError(code), { party: 'partner' }) });
      expect((await talk.start('broken')).keys).toEqual(['engine.failure.partner']);
    },
  );

  test('the store that is away is no answer: the turn fails as a whole, to be done again', async () => {
    const talk = createTalk({ failure: connectorError('store_unavailable') });
    await expect(talk.start('broken')).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  test.each([
    [connectorError('made_up'), 'made_up'],
    [connectorError('with 12.50 in it'), 'Error'],
    [new RangeError('12.50'), 'RangeError'],
    ['12.50', 'unknown'],
  ])('any other error is ours: it breaks the turn, and is logged by its code only (%#)', async (failure, code) => {
    const logged: unknown[] = [];
    const talk = createTalk({ failure, log: { error: (...all) => void logged.push(all) } });
    await expect(talk.start('broken')).rejects.toBe(failure);
    expect(logged).toEqual([[{ dialog: 'broken', code }, 'a dialog failed']]);
  });
});
