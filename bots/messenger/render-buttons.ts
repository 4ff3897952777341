import type { OutgoingButton, OutgoingOption } from '../../secrecy/outgoing-message.ts';
import { cutTitle } from './cut-title.ts';
import type { SendButton, SendQuickReply } from './send-body.ts';
import { textLimits } from './text-limits.ts';

/** Buttons in Messenger's form, and what did not fit: further links as lines of text, further presses as quick replies. */
export interface RenderedButtons {
  readonly buttons: SendButton[];
  readonly overflowLines: readonly string[];
  readonly overflowOptions: readonly OutgoingOption[];
}

function renderButton(button: OutgoingButton): SendButton {
  const title = cutTitle(button.title, textLimits.buttonTitle);
  return button.kind === 'open' ? { type: 'web_url', title, url: button.url } : { type: 'postback', title, payload: button.payload };
}

/** Keeps the first three buttons (Meta's maximum) and loses none of the others. */
export function renderButtons(buttons: readonly OutgoingButton[] = []): RenderedButtons {
  const overflow = buttons.slice(textLimits.buttons);
  return {
    buttons: buttons.slice(0, textLimits.buttons).map(renderButton),
    overflowLines: overflow.flatMap((button) => (button.kind === 'open' ? [`${button.title}\n${button.url}`] : [])),
    overflowOptions: overflow.flatMap((button) => (button.kind === 'press' ? [{ title: button.title, payload: button.payload }] : [])),
  };
}

/** Quick replies in Messenger's form: at most 13, each title at most 20 characters. */
export function renderOptions(options: readonly OutgoingOption[] = []): SendQuickReply[] {
  return options.slice(0, textLimits.quickReplies).map(({ title, payload }) => ({
    content_type: 'text',
    title: cutTitle(title, textLimits.buttonTitle),
    payload,
  }));
}
