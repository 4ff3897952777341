import type { CustomerAction } from '../../../bots/simulator/customer-action.ts';

type Pressed = Extract<CustomerAction, { kind: 'quick_reply' | 'postback' }>;

/** Everything that can be pressed in the bodies of some messages, in their order. */
export function buttonsIn(bodies: readonly string[]): readonly Pressed[] {
  const buttons: Pressed[] = [];
  const note = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('payload' in value) || typeof value.payload !== 'string') return value;
    if (!('title' in value) || typeof value.title !== 'string') return value;
    const isQuickReply = 'content_type' in value;
    buttons.push({ kind: isQuickReply ? 'quick_reply' : 'postback', title: value.title, payload: value.payload });
    return value;
  };
  for (const body of bodies) JSON.parse(body, note);
  return buttons;
}
