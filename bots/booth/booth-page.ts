import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import type { Language } from '../../i18n/language.ts';
import type { IssuedAt, PagePrinter } from '../../secrecy/page-printer.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { LinkedCustomer } from '../linking/active-links.ts';
import type { Html } from '../pages/html.ts';
import fr from './pages.fr.json' with { type: 'json' };
import privacyFr from './privacy.fr.json' with { type: 'json' };

/** Names of the sentences in `pages.*.json` and `privacy.*.json`. */
export type BoothText = keyof typeof fr | keyof typeof privacyFr;

/** Prints a sentence in the customer's language; sealed arguments are opened for the page, and noted. */
export type Say = (key: BoothText, args?: ReplyArguments) => string;

/** A customer who has signed in and looks at a page. */
export interface BoothVisit {
  readonly conversation: ConversationKey;
  readonly language: Language;
  /** The customer behind the conversation, by the link in force. */
  readonly customer: LinkedCustomer;
  /** When the strong sign-in was that the visit rests on, ISO 8601. */
  readonly signedInAt: string;
  readonly bank: CustomerBanking;
  readonly say: Say;
  readonly printer: Pick<PagePrinter, 'address' | 'receipt'>;
  /** Day and time of an instant, by the customer's own clock. */
  clockOf(instant: string): IssuedAt;
  readonly query: URLSearchParams;
  /** The part of the address that the page's path calls `:ref`; an empty string where there is none. */
  readonly ref: string;
  /** To be put into each form of the page: proves that the form is one of this session. */
  readonly formField: Html;
}

/** What a page shows. The title is its heading, too. */
export interface PageContent {
  readonly title: string;
  readonly body: Html;
  /** 200 by default. */
  readonly status?: number;
}

/** What is saved instead of being shown. */
export interface PageFile {
  readonly file: { readonly name: string; readonly type: string };
  readonly content: string | Buffer;
}

/**
 * One page of the booth. A further page is one file that makes one of these, and one line in `bots/compose/booth.ts`: the session, the
 * sign-in, the ledger, the headers and what surrounds the page are not its business.
 */
export interface BoothPage {
  /** Its name in the ledger. */
  readonly name: string;
  /** Its address below `/booth`: `balance`, or `receipt/:ref`. */
  readonly path: string;
  /**
   * Which entry of the navigation it belongs to; the page at that very path is where the entry leads. `aside`: it stands there only where one
   * is at it, because somebody is led there, and a phone has no room for more.
   */
  readonly entry?: { readonly path: string; readonly label: BoothText; readonly aside?: true };
  /** @throws ConnectorError */
  show(visit: BoothVisit): Promise<PageContent | PageFile>;
  /** Takes a form of the page, sent from this session for certain; answers with the path below `/booth` to go on to. */
  act?(visit: BoothVisit, form: URLSearchParams): Promise<string>;
}
