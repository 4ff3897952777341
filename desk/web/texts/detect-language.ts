import { type DeskTongue, deskLanguages } from './texts.ts';

/** The first of the browser's languages that the desk speaks; French where it speaks none of them. */
export function detectLanguage(preferred: readonly string[]): DeskTongue {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isTongue(language)) return language;
  }
  return 'fr';
}

export function isTongue(language: string): language is DeskTongue {
  return Object.hasOwn(deskLanguages, language);
}
