import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';

const day = { from: '2026-11-01', to: '2026-11-01' };

describe('interrupting', () => {
  test('another dialog answers, then the open one resumes in one bubble: its title, its question, its buttons', async () => {
    const talk = createTalk();
    await talk.start('receipt');
    const turn = await talk.start('search', { merchant: 'fnac' });
    expect(turn.keys).toEqual(['search.found', 'engine.resume', 'receipt.ask.purchase']);
    expect(turn.options.slice(1)).toEqual(['a.frame-1.0', 'a.frame-1.1', 'a.frame-1.2']);
    expect(turn.replies[1]).toMatchObject({ lines: [{ args: { title: 'Receipt' } }, {}] });
    expect(turn.trace).toMatchObject({ dialog: 'search', slots: { merchant: 'fnac' } });
    expect((await talk.hear({ type: 'choose', position: 2 })).trace.slots).toEqual({ purchase: 'fnac-2' });
  });

  test('a list that has changed in between is shown anew', async () => {
    const purchases = ['fnac-1', 'fnac-2'];
    const talk = createTalk({ purchases });
    await talk.start('receipt');
    purchases.unshift('fnac-0');
    expect((await talk.start('hello')).keys).toEqual(['hello.said', 'receipt.ask.purchase', ...Array(3).fill('receipt.label')]);
  });

  test('a question comes back twice by itself; then it is left in peace', async () => {
    const talk = createTalk();
    await talk.start('order');
    for (let digression = 0; digression < 2; digression += 1) expect((await talk.start('search')).keys).toContain('order.ask.day');
    expect((await talk.start('search')).keys).toEqual(['search.found']);
    expect(talk.state().frames).toEqual([]);
  });

  test('an answer in between begins the count anew', async () => {
    const talk = createTalk();
    await talk.start('order');
    await talk.start('search');
    await talk.start('search');
    await talk.provide({ period: { from: '2026-11-01' } });
    expect((await talk.start('search')).keys).toContain('order.ask.amount');
  });

  test('a goodbye leaves nothing open', async () => {
    const talk = createTalk();
    await talk.start('order');
    expect((await talk.start('bye')).keys).toEqual(['bye.said']);
    expect(talk.state().frames).toEqual([]);
  });

  test('what is understood and not done here is no wrong answer: the question stays', async () => {
    const talk = createTalk();
    await talk.start('receipt');
    const turn = await talk.hear({ type: 'unclear', beyond: true });
    expect(turn.keys).toEqual(['engine.beyond', 'engine.resume', 'receipt.ask.purchase']);
    expect(talk.state().frames[0]?.tries).toBeUndefined();
  });

  test('small talk needs no word to come back', async () => {
    const talk = createTalk();
    await talk.start('order');
    expect((await talk.start('hello')).keys).toEqual(['hello.said', 'order.ask.day']);
  });

  test('the interrupted question cannot be answered by its button while another is open', async () => {
    const talk = createTalk();
    const { options } = await talk.start('receipt');
    await talk.start('order');
    expect((await talk.press(options[0])).keys).toEqual(['engine.old_button']);
    expect(talk.state().frames.map((frame) => frame.dialog)).toEqual(['receipt', 'order']);
  });

  test('an answer goes to the top only', async () => {
    const talk = createTalk();
    await talk.start('limit');
    await talk.start('order');
    await talk.provide({ period: day });
    expect(talk.state().frames.map((frame) => frame.slots)).toEqual([{}, { day }]);
  });

  test('what was interrupted and is asked for anew is superseded', async () => {
    const talk = createTalk();
    await talk.start('receipt', { merchant: 'fnac' });
    await talk.start('order');
    await talk.start('receipt', {});
    expect(talk.state().frames.map(({ dialog, slots }) => ({ dialog, slots }))).toEqual([
      { dialog: 'order', slots: {} },
      { dialog: 'receipt', slots: {} },
    ]);
  });

  test('the oldest of five is dropped with a sentence', async () => {
    const talk = createTalk();
    for (const dialog of ['limit', 'order', 'receipt', 'stubborn']) await talk.start(dialog);
    const turn = await talk.start('link_account');
    expect(turn.replies[0]).toMatchObject({ lines: [{ key: 'engine.dropped', args: { title: 'Limit' } }] });
    expect(talk.state().frames.map((frame) => frame.dialog)).toEqual(['order', 'receipt', 'stubborn', 'link_account']);
  });

  test('small talk drops nothing', async () => {
    const talk = createTalk();
    for (const dialog of ['limit', 'order', 'receipt', 'stubborn']) await talk.start(dialog);
    expect((await talk.start('hello')).keys).not.toContain('engine.dropped');
    expect(talk.state().frames).toHaveLength(4);
  });
});

describe('cancelling', () => {
  test('ends the top and resumes what is below', async () => {
    const talk = createTalk();
    await talk.start('limit');
    await talk.start('order');
    expect((await talk.hear({ type: 'cancel' })).keys).toEqual(['engine.cancelled', 'engine.resume', 'limit.ask.count']);
    const last = await talk.hear({ type: 'cancel' });
    expect(last.keys).toEqual(['engine.cancelled']);
    expect(last.trace).toMatchObject({ dialog: 'limit', events: ['cancelled limit'] });
    expect((await talk.hear({ type: 'cancel' })).keys).toEqual(['engine.nothing_to_cancel']);
  });

  test('by a button ends its own frame only', async () => {
    const talk = createTalk();
    await talk.start('limit');
    await talk.start('order');
    expect((await talk.press('c.frame-1')).keys).toEqual(['engine.old_button']);
    expect((await talk.press('c.frame-2')).keys).toContain('engine.cancelled');
    expect(talk.state().frames.map((frame) => frame.dialog)).toEqual(['limit']);
  });
});

describe('a dialog for linked customers', () => {
  test('waits for the link, then answers by itself', async () => {
    const talk = createTalk();
    const first = await talk.start('secret');
    expect(first.keys).toEqual(['engine.link_first', 'link_account.ask.linkCode']);
    expect(first.trace.dialog).toBe('secret');
    const linked = await talk.provide({ linkCode: '123456' });
    expect(linked.keys).toEqual(['link_account.linked', 'secret.told']);
    expect(linked.trace.slots).toEqual({});
    expect(JSON.stringify(talk.state())).not.toContain('123456');
  });

  test('tells the linking dialog that its question is put again', async () => {
    const talk = createTalk();
    await talk.start('secret');
    const wrong = await talk.provide({ linkCode: '111111' });
    expect(wrong.replies[1]).toMatchObject({ lines: [{ key: 'link_account.ask.linkCode', args: { tries: 2 } }] });
    expect((await talk.start('hello')).replies[1]).toMatchObject({ lines: [{ args: { tries: 2 } }] });
    expect((await talk.start('link_account')).replies[0]).toMatchObject({ lines: [{ args: { tries: 0 } }] });
  });

  test('a second one waits below the same link', async () => {
    const talk = createTalk();
    await talk.start('secret');
    await talk.start('order');
    const turn = await talk.start('secret');
    expect(turn.keys).toEqual(['engine.link_first', 'link_account.ask.linkCode']);
    expect(talk.state().frames.map((frame) => frame.dialog)).toEqual(['order', 'secret', 'link_account']);
    expect((await talk.provide({ linkCode: '123456' })).keys).toEqual([
      'link_account.linked',
      'secret.told',
      'engine.resume',
      'order.ask.day',
    ]);
  });

  test.each(['cancelled', 'done in vain'])('ends without insisting when linking is %s', async (how) => {
    const talk = createTalk();
    await talk.start('secret');
    const turn = how === 'cancelled' ? await talk.hear({ type: 'cancel' }) : await talk.provide({ linkCode: '000000' });
    expect(turn.keys).toEqual([how === 'cancelled' ? 'engine.cancelled' : 'link_account.locked']);
    expect(talk.state().frames).toEqual([]);
  });

  test('ends with the sentence where no dialog can link', async () => {
    const { sampleDialogs } = await import('../../test/support/sample-dialogs.ts');
    const talk = createTalk({ dialogs: sampleDialogs.filter((dialog) => dialog.id !== 'link_account') });
    expect((await talk.start('secret')).keys).toEqual(['engine.link_first']);
    expect(talk.state().frames).toEqual([]);
  });

  test('answers at once when linked', async () => {
    expect((await createTalk({ linked: true }).start('secret')).keys).toEqual(['secret.told']);
  });
});
