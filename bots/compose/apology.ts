import type { Catalogue } from '../../i18n/catalogue.ts';
import { localeFor } from '../../i18n/language.ts';
import type { ChannelFor } from '../channel.ts';
import type { Turn, TurnOutcome } from '../turns/turn.ts';

/** For a turn that broke: one honest sentence in the language of the conversation, and the state as it was. */
export function createApology(deps: { readonly catalogue: Catalogue; readonly channelFor: ChannelFor }): (turn: Turn) => TurnOutcome {
  return (turn) => {
    const language = turn.state.language ?? 'fr';
    const text = deps.catalogue.format(localeFor(language), 'engine.failure.internal');
    turn.activities.push(...deps.channelFor(turn.inbound.door).toActivities([{ kind: 'text', text }]));
    return { state: turn.state, trace: { dialog: null, slots: {}, events: ['failed internal'], language, score: 0, source: 'none' } };
  };
}
