import type { SendBody } from '../../bots/messenger/send-body.ts';

/** With ordinary spaces, so that a test need not know which kind a locale uses. */
export function plain(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, ' ');
}

/** Every word of a message that a customer reads: text, titles and subtitles; a receipt's figures as they stand. */
export function wordsOf(message: SendBody): string {
  const quick = (message.quick_replies ?? []).map(({ title }) => title);
  if ('text' in message) return plain([message.text, ...quick].join('\n'));
  const { payload } = message.attachment;
  if (payload.template_type === 'button') return plain([payload.text, ...payload.buttons.map(({ title }) => title), ...quick].join('\n'));
  if (payload.template_type === 'receipt') return plain(JSON.stringify(payload));
  return plain([...payload.elements.flatMap(({ title, subtitle }) => [title, subtitle ?? '']), ...quick].join('\n'));
}
