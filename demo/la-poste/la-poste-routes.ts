import type { History } from '../data/history.ts';
import { decodeParcelNumber } from '../data/parcel-number.ts';
import { findOrder } from '../find-order.ts';
import { type Answer, type Ask, headerOf, type Route } from '../http/answer.ts';
import { isSameSecret } from '../http/is-same-secret.ts';
import type { System } from '../http/system.ts';
import { type LaPosteLang, shipmentBody } from './shipment-body.ts';

interface LaPosteDeps {
  readonly history: History;
  readonly apiKey: string;
  readonly now: () => Date;
}

/** Below La Poste's host name; the address of the API ends so too. */
export const laPostePrefix = '/la-poste/suivi/v2';
const mostIds = 10;

const texts = {
  badRequest: { fr_FR: 'Requête mal formée', en_GB: 'Bad request' },
  unknown: { fr_FR: 'Numéro inconnu', en_GB: 'Unknown number' },
  badNumber: { fr_FR: 'Numéro invalide', en_GB: 'Invalid number' },
} as const;

/** La Poste's tracking among the systems. */
export const laPosteSystem: System = {
  prefix: '/la-poste',
  refuse: (status, message) => ({ status, body: { code: String(status), message } }),
};

interface One {
  readonly returnCode: number;
}

function refusal(returnCode: number, idShip: string, { lang, text }: { lang: LaPosteLang; text: keyof typeof texts }) {
  return { returnCode, returnMessage: texts[text][lang], lang, scope: 'open', idShip };
}

/** 104: no parcel of that number, 105: not a number of a parcel. */
function track({ history, now }: LaPosteDeps, id: string, lang: LaPosteLang): One {
  if (!/^[A-Z0-9]{11,15}$/i.test(id)) return refusal(105, id, { lang, text: 'badNumber' });
  const place = decodeParcelNumber(history.seed, id.toUpperCase());
  const found = place && findOrder(history, place, now().getTime());
  if (!found || found.parcel.trackingNumber !== id.toUpperCase()) return refusal(104, id, { lang, text: 'unknown' });
  return shipmentBody(found, lang);
}

const httpStatusOf: Readonly<Record<number, number>> = { 200: 200, 104: 404, 105: 400 };

function handle(deps: LaPosteDeps, ask: Ask): Answer {
  if (!isSameSecret(headerOf(ask, 'x-okapi-key'), deps.apiKey)) return laPosteSystem.refuse(401, 'Unauthorized');
  const lang = ask.query.get('lang') === 'en_GB' ? 'en_GB' : 'fr_FR';
  const ids = (ask.params['ids'] ?? '').split(',');
  if (ids.length > mostIds) return { status: 400, body: refusal(101, ids.join(','), { lang, text: 'badRequest' }) };
  const answers = ids.map((id) => track(deps, id, lang));
  const [only] = answers;
  // The real service answers one number with an object and several with a list, whatever its description says.
  if (answers.length === 1 && only) return { status: httpStatusOf[only.returnCode] ?? 200, body: only };
  return { status: answers.every(({ returnCode }) => returnCode === 200) ? 200 : 207, body: answers };
}

/** `GET /idships/{1 to 10 numbers}?lang=` (Suivi v2). */
export function laPosteRoutes(deps: LaPosteDeps): readonly Route[] {
  return [{ method: 'GET', path: `${laPostePrefix}/idships/:ids`, handle: (ask) => handle(deps, ask) }];
}
