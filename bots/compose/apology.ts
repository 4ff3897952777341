import type { BankContact } from '../../dialogs/services.ts';
import { loadState } from '../../engine/load-state.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { type Language, languages, localeFor } from '../../i18n/language.ts';
import type { Json } from '../../store/port.ts';
import type { ChannelFor } from '../channel.ts';
import type { Inbound } from '../inbound.ts';
import type { Apology } from '../turns/attempts.ts';
import type { RecheckDeps } from '../turns/recheck-replies.ts';

/** The language of the conversation, or else of the channel, or else the house's own. */
function languageOf(inbound: Inbound, state: Json | undefined): Language {
  return loadState(state).language ?? languages.find((language) => inbound.locale?.startsWith(language)) ?? 'fr';
}

const apologyKey = 'engine.failure.set_aside';

/** For an event that could not be handled: one honest sentence that says whom to turn to. */
export function createApology(deps: {
  readonly catalogue: Catalogue;
  readonly channelFor: ChannelFor;
  readonly contact: Pick<BankContact, 'phone' | 'hours'>;
}): Apology {
  const { catalogue, channelFor, contact } = deps;
  return (inbound, state) => {
    const language = languageOf(inbound, state);
    const facts = { phone: contact.phone, hours: contact.hours[language] };
    const text = catalogue.format(localeFor(language), apologyKey, facts);
    const channel = channelFor(inbound.door);
    const replies = channel.toActivities([{ kind: 'text', text }]).map((activity) => channel.toReply(activity));
    return { language, replies, origin: { messages: [apologyKey], disclosed: {}, fields: [], rule: 'no banking fact' } };
  };
}

const insteadKey = 'secrecy.sealed';

/** What leaves in the place of an answer that may not leave any more: one constant sentence. */
export function createInstead(deps: { readonly catalogue: Catalogue; readonly channelFor: ChannelFor }): RecheckDeps['instead'] {
  return (inbound, state) => {
    const text = deps.catalogue.format(localeFor(languageOf(inbound, state)), insteadKey);
    const channel = deps.channelFor(inbound.door);
    const [activity] = channel.toActivities([{ kind: 'text', text }]);
    if (!activity) throw new TypeError('the channel says nothing');
    return { reply: channel.toReply(activity), key: insteadKey };
  };
}
