import { createCatalogue } from '../../i18n/catalogue.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import { html } from '../sign-in/html.ts';
import { page } from '../sign-in/page.ts';
import { textsIn } from '../sign-in/texts.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import type { StaffMember } from './people.ts';

const catalogue = createCatalogue({ staff: { fr, en } });

/** Who are you: one button for each. */
export function staffPage(language: Language, action: string, members: readonly StaffMember[]): string {
  const text = (key: keyof typeof fr, args?: Readonly<Record<string, string>>): string =>
    catalogue.format(localeFor(language), `staff.${key}`, args);
  const content = html`<p>${text('intro')}</p>
<form method="post" action="${action}">
${members.map(
  ({ id, givenName, familyName, roles }) =>
    html`<button type="submit" name="member" value="${id}" class="plain">${givenName} ${familyName} · ${text('role', { role: roles[0] ?? 'agent' })}</button>\n`,
)}</form>`;
  return page({ texts: textsIn(language), title: text('title'), content });
}
