import { looksAtDocuments } from '../../handoff/documents.ts';
import type { Language } from '../../i18n/language.ts';
import type { Disclose } from '../../secrecy/disclose.ts';
import { uniformGrant } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { Answer, Question } from '../turns/answer.ts';

/** Whether the button under "a document waits for you" was pressed. */
export function isDocumentsPress({ input }: Pick<Question, 'input'>): boolean {
  return input.kind === 'button' && looksAtDocuments(input.payload);
}

export interface AnswerDocumentsDeps {
  readonly disclose: Disclose;
  /** Makes a one-time link to the bank's page with the documents. */
  readonly offer: (conversation: ConversationKey, language: Language) => Promise<{ readonly url: string }>;
}

/** Nothing of the bank is in the sentence: what waits there is not told here. */
const grant = uniformGrant('chat', 'sealed', 'no banking fact');

/** Answers that button with a fresh link, and leaves everything else to the bot. */
export function answeringDocuments(answer: Answer, { disclose, offer }: AnswerDocumentsDeps): Answer {
  return async (question) => {
    if (!isDocumentsPress(question)) return answer(question);
    const { conversation, state } = question;
    const { language = 'fr' } = state;
    const { url } = await offer(conversation, language);
    const reply = {
      kind: 'text',
      lines: [{ key: 'desk.document_here', args: {} }],
      buttons: [{ kind: 'open', label: { key: 'secrecy.open', args: {} }, url }],
    } as const;
    const messages = disclose([reply], { sink: 'chat', grant, language, today: '1970-01-01' });
    return { state, messages, trace: { dialog: null, slots: {}, events: ['documents'], language, score: 1, source: 'button' } };
  };
}
