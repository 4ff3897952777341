import type { ButtonPayload } from '../../engine/button.ts';
import { decodeButton } from '../../engine/button.ts';
import { createEngine, type EngineDeps } from '../../engine/create-engine.ts';
import { loadState } from '../../engine/load-state.ts';
import type { Command, Reading } from '../../engine/reading.ts';
import type { Reply, ReplyOption } from '../../engine/reply.ts';
import type { Entities } from '../../engine/slots/slot-kinds.ts';
import type { ConversationState } from '../../engine/state.ts';
import { type SampleServices, sampleDialogs } from './sample-dialogs.ts';

interface Setting {
  readonly dialogs?: EngineDeps['dialogs'];
  readonly linked?: boolean;
  /** Nothing of the bank's may be said. */
  readonly sealed?: boolean;
  readonly purchases?: readonly string[];
  readonly failure?: unknown;
  readonly log?: EngineDeps['log'];
}

const refOf = (reply: Reply) => (reply.kind === 'text' ? reply.lines.map((line) => line.key) : [reply.kind]);

/** A conversation with the sample dialogs. Between two messages its state goes through JSON, as it does through a store. */
export function createTalk(setting: Setting = {}) {
  let time = Date.parse('2026-11-17T10:00:00Z');
  let ids = 0;
  let linked = setting.linked ?? false;
  let saved: unknown;
  const effects: string[] = [];
  const services: SampleServices = {
    purchases: setting.purchases ?? ['fnac-1', 'fnac-2', 'darty-1'],
    failure: setting.failure,
    act: (frameId) => void effects.push(frameId),
    link: (code) => {
      linked = code === '123456';
      return linked;
    },
  };
  const deps = { now: () => new Date(time), newId: () => `frame-${(ids += 1)}`, log: setting.log };
  const engine = createEngine<SampleServices>({ dialogs: setting.dialogs ?? sampleDialogs, ...deps });

  const guards = { linked: async () => linked, mayTell: async () => !(setting.sealed ?? false) };
  const hear = async (command: Command, entities: Entities = {}, more: Partial<Reading> = {}) => {
    const reading: Reading = { language: 'fr', command, entities, dialog: null, score: 0, source: 'plain', ...more };
    const state = loadState(saved);
    const result = await engine.runTurn({ state, reading, services, guards });
    saved = JSON.parse(JSON.stringify(result.state));
    const options: readonly ReplyOption[] = result.replies.flatMap((reply) => ('options' in reply ? (reply.options ?? []) : []));
    return {
      ...result,
      /** Names of all sentences said, in order, list lines included. */
      keys: result.replies.flatMap(refOf),
      options: options.map((option) => option.payload),
    };
  };
  return {
    hear,
    effects,
    start: (dialog: string, entities: Entities = {}) => hear({ type: 'start', dialog }, entities),
    provide: (entities: Entities) => hear({ type: 'provide' }, entities),
    /** Presses a button by its payload, as a channel brings it back. */
    press: (payload: string | undefined) => {
      const button: ButtonPayload | undefined = decodeButton(payload ?? '');
      return hear(button ? { type: 'press', button } : { type: 'press_unknown' });
    },
    wait: (minutes: number) => void (time += minutes * 60_000),
    unlink: () => void (linked = false),
    state: (): ConversationState => loadState(saved),
    /** Puts something else in the place of what was saved. */
    save: (json: unknown) => void (saved = json),
    expecting: () => engine.expectation(loadState(saved)),
  };
}
