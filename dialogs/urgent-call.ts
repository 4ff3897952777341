import type { Language } from '../i18n/language.ts';
import type { BankContact } from './services.ts';

/** What a sentence needs to say whom to call when it cannot wait. `always`, for ICU select: whether that number is answered day and night. */
export function urgentCall({ bankName, phone, hours, cardPhone }: BankContact, language: Language) {
  return { bankName, phone: cardPhone ?? phone, hours: hours[language], always: cardPhone === undefined ? 'no' : 'yes' };
}
