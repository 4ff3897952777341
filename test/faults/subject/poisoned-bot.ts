import { GuichetBot } from '../../../bots/guichet-bot.ts';
import { turnOf } from '../../../bots/turns/turn.ts';
import { poison } from './poison.ts';

/** Loaded before Guichet (`node --import`): a message that is a word of poison breaks its turn, whatever the dialogs would make of it. */
const { run } = GuichetBot.prototype;
GuichetBot.prototype.run = async function poisoned(context) {
  poison(turnOf(context).inbound.text ?? '');
  return run.call(this, context);
};
