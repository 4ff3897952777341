import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Inbound } from './inbound.ts';
import { attachTurn, type Turn, turnOf } from './turns/turn.ts';

function toActivity(inbound: Inbound): Partial<Activity> {
  const { type, id, channelId, from, recipient, conversation, serviceUrl, text, payload, locale } = inbound;
  return {
    type,
    id,
    channelId,
    from: { ...from, name: '' },
    recipient: { ...recipient, name: '' },
    conversation: { ...conversation, name: '', isGroup: false, conversationType: 'personal' },
    ...(serviceUrl === undefined ? {} : { serviceUrl }),
    ...(text === undefined ? {} : { text }),
    ...(locale === undefined ? {} : { locale }),
    ...(payload === undefined ? {} : { value: { payload } }),
  };
}

/**
 * The botbuilder adapter of Messenger, and of every channel whose turns go through the journal:
 * what the bot sends is kept for the outbox, to be committed together with the state, and leaves only then.
 */
export class OutboxAdapter extends BotAdapter {
  /** Runs the bot over one event; afterwards `turn.activities` and `turn.outcome` are set. */
  async run(turn: Turn, bot: { run(context: TurnContext): Promise<void> }): Promise<void> {
    const context = new TurnContext(this, toActivity(turn.inbound));
    attachTurn(context, turn);
    await this.runMiddleware(context, async (revocable) => bot.run(revocable));
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const turn = turnOf(context);
    return activities.map((activity) => ({ id: String(turn.activities.push(activity)) }));
  }

  override async updateActivity(): Promise<void> {
    throw new TypeError('a message that was sent cannot be changed in Messenger');
  }

  override async deleteActivity(): Promise<void> {
    throw new TypeError('a message that was sent cannot be taken back in Messenger');
  }

  /** Turns begin in the journal only. */
  override async continueConversationAsync(): Promise<void> {
    throw new TypeError('conversations are continued through the journal');
  }

  /** The older form of the same; BotAdapter still declares it. */
  override async continueConversation(): Promise<void> {
    throw new TypeError('conversations are continued through the journal');
  }
}
