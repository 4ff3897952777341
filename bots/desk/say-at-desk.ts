import { encodeButton } from '../../engine/button.ts';
import type { MessageRef, ReplyButton, ReplyOption } from '../../engine/reply.ts';
import { encodeContact } from '../../handoff/contact-choice.ts';
import { encodeLeave } from '../../handoff/customer-message.ts';
import type { Saying, ThreadCall } from '../../handoff/decision.ts';
import { documentsPayload } from '../../handoff/documents.ts';
import { encodeScore } from '../../handoff/return-contract.ts';
import type { Language } from '../../i18n/language.ts';
import type { Disclose } from '../../secrecy/disclose.ts';
import { uniformGrant } from '../../secrecy/grant.ts';
import type { DisclosedMessage, Origin } from '../../secrecy/origin.ts';
import type { MessageWindow } from '../../secrecy/outgoing-message.ts';
import { sayTyped } from '../../secrecy/typed-by-person.ts';

const label = (key: string, args: MessageRef['args'] = {}): MessageRef => ({ key: `desk.${key}`, args });

/** Nothing of the bank is in these sentences. */
const grant = uniformGrant('chat', 'sealed', 'no banking fact');

const freeze: ReplyButton = { kind: 'press', label: label('freeze'), payload: encodeButton({ kind: 'start', dialog: 'freeze_card' }) };

const contactChoices = ['message', 'call_back'] as const;

function optionsOf({ said, sender }: Saying): readonly ReplyOption[] {
  if (said.kind !== 'sentence') return [];
  if (said.options === 'leave_queue') return [{ label: label('leave_queue'), payload: encodeLeave(sender.token) }];
  if (said.options === 'contact')
    return contactChoices.map((choice) => ({ label: label(`contact.${choice}`), payload: encodeContact(sender.token, choice) }));
  if (said.options !== 'satisfaction') return [];
  return [1, 2, 3, 4, 5].map((score) => ({ label: label('score', { score: String(score) }), payload: encodeScore(sender.token, score) }));
}

function buttonsOf({ said }: Saying): readonly ReplyButton[] {
  if (said.kind === 'sentence' && said.key === 'document')
    return [{ kind: 'press', label: label('document.open'), payload: documentsPayload }];
  return said.kind === 'sentence' && said.key === 'reason' && said.args['reason'] === 'suspected_fraud' ? [freeze] : [];
}

export interface SayContext {
  readonly disclose: Disclose;
  readonly language: Language;
  /** When the customer last wrote, where that decides how something may leave. */
  readonly lastInboundAt: string | undefined;
  /** Whether the bank shows first names. */
  readonly showsNames: boolean;
}

/** For the ledger: nothing is said and nothing opened, but who may answer in the thread changes. */
function originOf({ call }: ThreadCall): Origin {
  return { messages: [`routing.${call}`], disclosed: {}, fields: [], rule: 'who holds the thread' };
}

function windowOf({ said }: Saying, { lastInboundAt, showsNames }: SayContext): MessageWindow | undefined {
  if (lastInboundAt === undefined) return undefined;
  const person = said.kind === 'typed' ? said.agent : said.kind === 'sentence' ? said.by : undefined;
  if (!person) return { by: 'bot', lastInboundAt };
  return { by: 'person', lastInboundAt, ...(showsNames && person.name !== '' ? { name: person.name, agent: person.id } : {}) };
}

/** Puts what was decided into words: sentences through the gate of all sentences, typed words through that of typed words. */
export function sayAtDesk(saying: Saying, context: SayContext): readonly DisclosedMessage[] {
  const { said } = saying;
  const window = windowOf(saying, context);
  if (said.kind === 'control') return [{ kind: 'control', ...said.control, token: saying.sender.token, origin: originOf(said.control) }];
  if (said.kind === 'typed') return [sayTyped({ text: said.text, who: said.agent.id, ...(window ? { window } : {}) })];
  // A bank that shows no names shows none in its announcements either.
  const args = 'name' in said.args && (!context.showsNames || said.args['name'] === '') ? { ...said.args, name: 'none' } : said.args;
  const options = optionsOf(saying);
  const buttons = buttonsOf(saying);
  const reply = {
    kind: 'text',
    lines: [label(said.key, args)],
    ...(options.length > 0 ? { options } : {}),
    ...(buttons.length > 0 ? { buttons } : {}),
  } as const;
  const messages = context.disclose([reply], { sink: 'chat', grant, language: context.language, today: '1970-01-01' });
  return messages.map((message) => ({
    ...message,
    ...(message.kind === 'text' && window ? { window } : {}),
    // What stands on the button is not what the person has said.
    ...(said.by ? { origin: { ...message.origin, messages: [`desk.${said.key}`], who: said.by.id } } : {}),
  }));
}
