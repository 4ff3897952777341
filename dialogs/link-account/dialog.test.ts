import { describe, expect, test } from '@jest/globals';
import { createEngine } from '../../engine/create-engine.ts';
import type { Command } from '../../engine/reading.ts';
import type { Entities } from '../../engine/slots/slot-kinds.ts';
import { newConversationState } from '../../engine/state.ts';
import { askDialog, bubbles, choicesOf, keys, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { dialogCatalogue } from '../catalogue.ts';
import type { DialogServices } from '../services.ts';
import { linkAccount } from './dialog.ts';

describe('asking for the code', () => {
  test('makes a one-time link and opens it by a button', async () => {
    const outcome = await askDialog(linkAccount, 'linkCode', { services: scriptedServices({}) });
    expect(bubbles(linkAccount, outcome)[0]).toContain('sur la page sécurisée de Banque Exemple');
    expect(outcome.replies[0]).toMatchObject({ buttons: [{ kind: 'open', url: 'https://bank.example/link/once' }] });
  });

  test('again does not make a new link, which would kill the first', async () => {
    const called: string[] = [];
    const services = scriptedServices({ onCall: (operation) => called.push(operation) });
    expect(keys(await askDialog(linkAccount, 'linkCode', { services, tries: 1 }))).toEqual([['link_account.ask.again']]);
    expect(called).toEqual([]);
  });

  test('does not happen where the account is linked already', async () => {
    expect(await choicesOf(linkAccount, 'link', { services: scriptedServices({ linked: true }) })).toEqual([]);
    expect(await choicesOf(linkAccount, 'link', { services: scriptedServices({ linked: false }) })).toHaveLength(1);
  });
});

describe('the code', () => {
  const enter = (confirm: 'linked' | 'wrong' | 'locked' | 'expired') =>
    runDialog(linkAccount, { services: scriptedServices({ confirm }), slots: { linkCode: '123456' } });

  test('that is right welcomes and says what can be asked now', async () => {
    const outcome = await enter('linked');
    expect(keys(outcome)).toEqual([['link_account.linked']]);
    expect(outcome.suggested).toContain('balance');
  });

  test('that is wrong may be typed again', async () => {
    const outcome = await enter('wrong');
    expect(outcome.rejected).toEqual([{ slot: 'linkCode', key: 'wrong' }]);
    expect(outcome.replies).toEqual([]);
  });

  test.each(['locked', 'expired'] as const)('that is %s ends with how to begin anew', async (outcome) => {
    const said = await enter(outcome);
    expect(keys(said)).toEqual([[`link_account.${outcome}`]]);
    expect(said.suggested).toContain('link_account');
    expect(said.rejected).toEqual([]);
  });
});

describe('in a conversation', () => {
  const talk = (called: string[]) => {
    const services = scriptedServices({ confirm: 'wrong', onCall: (operation) => called.push(operation) });
    const ids = ['f1', 'f2', 'f3', 'f4'].values();
    const engine = createEngine<DialogServices>({ dialogs: dialogCatalogue, now: () => new Date(0), newId: () => ids.next().value ?? 'f' });
    let state = newConversationState;
    return async (command: Command, entities: Entities = {}) => {
      const reading = { language: 'fr', command, entities, dialog: null, score: 1, source: 'plain' } as const;
      const turn = await engine.runTurn({ state, reading, services, guards: { linked: async () => false, mayTell: async () => true } });
      state = turn.state;
      return turn.replies.map((reply) => (reply.kind === 'text' ? reply.lines.map(({ key }) => key).join() : reply.kind));
    };
  };

  test('a wrong code leaves the link that was handed out alive', async () => {
    const called: string[] = [];
    const say = talk(called);
    expect(await say({ type: 'start', dialog: 'link_account' })).toEqual(['link_account.ask.linkCode']);
    expect(await say({ type: 'provide' }, { linkCode: '000000' })).toEqual(['link_account.wrong', 'link_account.ask.again']);
    expect(await say({ type: 'unclear' })).toEqual(['link_account.invalid.linkCode', 'link_account.ask.again']);
    expect(called).toEqual(['begin', 'confirm']);
  });

  test('asking to link once more gives a new link', async () => {
    const called: string[] = [];
    const say = talk(called);
    await say({ type: 'start', dialog: 'link_account' });
    expect(await say({ type: 'start', dialog: 'link_account' })).toEqual(['link_account.ask.linkCode']);
    expect(called).toEqual(['begin', 'begin']);
  });
});
