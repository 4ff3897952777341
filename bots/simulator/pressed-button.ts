import type { SendButton } from '../messenger/send-body.ts';
import { type CustomerAction, getStartedPayload } from './customer-action.ts';
import type { SendApiBody } from './send-api-body.ts';

/**
 * What Messenger makes of pressing the button with this payload: a quick reply or a postback, whichever the thread shows last.
 * A payload that the thread does not show is pressed all the same, as an old or foreign button.
 */
export function pressedButton(
  bodies: readonly SendApiBody[],
  pressed: { readonly payload: string; readonly title?: string | undefined },
): CustomerAction {
  const { payload } = pressed;
  if (payload === getStartedPayload) return { kind: 'get_started', title: pressed.title ?? 'Get Started' };
  for (const { message } of bodies.toReversed()) {
    const reply = message.quick_replies?.find((option) => option.payload === payload);
    if (reply) return { kind: 'quick_reply', title: pressed.title ?? reply.title, payload };
    const title = buttonTitles(message, payload)[0];
    if (title !== undefined) return { kind: 'postback', title: pressed.title ?? title, payload };
  }
  return { kind: 'postback', title: pressed.title ?? payload, payload };
}

function buttonTitles(message: SendApiBody['message'], payload: string): readonly string[] {
  return buttonsOf(message).flatMap((button) => (button.type === 'postback' && button.payload === payload ? [button.title] : []));
}

function buttonsOf(message: SendApiBody['message']): readonly SendButton[] {
  if (!('attachment' in message)) return [];
  const template = message.attachment.payload;
  if (template.template_type === 'button') return template.buttons;
  return template.template_type === 'generic' ? template.elements.flatMap(({ buttons }) => buttons ?? []) : [];
}
