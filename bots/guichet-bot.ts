import { ActivityHandler, type TurnContext } from 'botbuilder';
import { encodeButton } from '../engine/button.ts';
import type { CustomerInput } from '../engine/reading.ts';
import type { ChannelFor } from './channel.ts';
import type { Inbound } from './inbound.ts';
import type { Answer } from './turns/answer.ts';
import { turnOf } from './turns/turn.ts';
import { initiateHandoff } from './web-chat/handoff-events.ts';

/** What the customer did: an event without words is somebody arriving. */
function inputOf(inbound: Inbound): CustomerInput {
  if (inbound.payload !== undefined)
    return { kind: 'button', payload: inbound.payload, ...(inbound.text === undefined ? {} : { title: inbound.text }) };
  // A message of nothing but spaces was typed all the same: it is not understood, and no picture.
  if (inbound.text?.trim() || (inbound.text && !inbound.hasAttachment)) return { kind: 'text', text: inbound.text };
  if (inbound.hasAttachment || inbound.type === 'message') return { kind: 'attachment' };
  return { kind: 'button', payload: encodeButton({ kind: 'start', dialog: 'greeting' }) };
}

export interface GuichetBotDeps {
  readonly answer: Answer;
  readonly channelFor: ChannelFor;
}

/** One activity is one turn: the question goes to the engine, the answers go to the outbox. */
export class GuichetBot extends ActivityHandler {
  readonly #deps: GuichetBotDeps;

  constructor(deps: GuichetBotDeps) {
    super();
    this.#deps = deps;
  }

  /** Every kind of activity takes the same way, so the handlers that ActivityHandler would look for one after the other are passed by. */
  override async run(context: TurnContext): Promise<void> {
    const turn = turnOf(context);
    const { messages, ...outcome } = await this.#deps.answer({
      conversation: turn.conversation,
      address: turn.inbound,
      input: inputOf(turn.inbound),
      notice: turn.inbound.notice,
      redacted: turn.inbound.redacted,
      attachments: turn.inbound.attachments,
      desk: turn.inbound.desk,
      eventId: turn.inbound.id,
      state: turn.state,
    });
    turn.outcome = outcome;
    const channel = this.#deps.channelFor(turn.inbound.door);
    const activities = messages.flatMap((message) => {
      const made = channel.toActivities([message]);
      turn.origins.push(...made.map(() => message.origin));
      return made;
    });
    const { handedOver } = outcome;
    if (handedOver && turn.inbound.door === 'bot-framework') {
      activities.push(initiateHandoff(context, handedOver));
      turn.origins.push({ messages: ['handoff.initiate'], disclosed: {}, fields: [], rule: 'hand-over to an engagement hub' });
    }
    if (activities.length > 0) await context.sendActivities(activities);
  }
}
