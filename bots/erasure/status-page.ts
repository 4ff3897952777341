import type restify from 'restify';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import { createFormatters } from '../../i18n/format.ts';
import { type Language, localeFor } from '../../i18n/language.ts';
import type { BoothText } from '../booth/booth-page.ts';
import { renderEntry } from '../booth/booth-shell.ts';
import { boothStyle } from '../booth/booth-style.ts';
import { html } from '../pages/html.ts';
import { type AnswerHtml, answeringHtml, languageOf, parameterOf, policyFor } from '../pages/html-answer.ts';
import type { ErasureReceipt } from './erasure-records.ts';
import type { ErasureService } from './erasure-service.ts';

export interface StatusPageDeps {
  readonly erasures: Pick<ErasureService, 'receipt'>;
  readonly catalogue: Catalogue;
  readonly bankName: string;
  readonly timeZone: string;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

/** Where an erasure asked for in the booth, or through Meta, can be looked up by its number. */
export const statusPaths = { booth: '/booth/erased', meta: '/messenger/data-deletion' } as const;

type Status = ErasureReceipt['status'] | 'unknown' | 'unavailable';

/** What became of an erasure, for whoever has its number: not whose it was. */
export function mountErasureStatus(server: restify.Server, deps: StatusPageDeps): void {
  const { erasures, catalogue, bankName, log } = deps;
  const dayIn = createDayClock();
  const formatterFor = createFormatters();

  function page(language: Language, number: string, receipt: ErasureReceipt | Status): string {
    const locale = localeFor(language);
    const status = typeof receipt === 'string' ? receipt : receipt.status;
    const dayOf = (instant: string): string =>
      formatterFor(locale).day({ day: dayIn(deps.timeZone, new Date(instant)) }, dayIn(deps.timeZone, deps.now()));
    const text = (key: BoothText, args: Record<string, string> = {}) => catalogue.format(locale, `booth.${key}`, { bankName, ...args });
    if (typeof receipt === 'string')
      return renderEntry({ language, bankName, title: text(`erased.${status}`), lead: text(`erased.${status}_lead`) });
    const facts = text('erased.facts', { at: dayOf(receipt.at), doneAt: dayOf(receipt.doneAt ?? receipt.at), status });
    const more = html`<p><span class="soft">${text('erased.number')}</span><br><span class="number">${number}</span></p>
<p class="soft">${facts} ${text('erased.keep')}</p>
`;
    return renderEntry({ language, bankName, title: text(`erased.${status}`), lead: text(`erased.${status}_lead`), more });
  }

  const answer: AnswerHtml = async (request) => {
    const language = languageOf(request);
    const number = parameterOf(request, 'ref').toUpperCase();
    try {
      const receipt = await erasures.receipt(number);
      return { status: receipt ? 200 : 404, html: page(language, number, receipt ?? 'unknown') };
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the status of an erasure could not be read');
      return { status: 503, html: page(language, number, 'unavailable') };
    }
  };

  const answering = answeringHtml(policyFor(boothStyle));
  for (const path of Object.values(statusPaths)) server.get(`${path}/:ref`, answering(answer));
}
