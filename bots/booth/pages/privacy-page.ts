import type { ConsentBook } from '../../../secrecy/consent/consent-book.ts';
import type { EffectiveGrantDeps } from '../../../secrecy/consent/effective-grant.ts';
import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothText, BoothVisit, Say } from '../booth-page.ts';
import type { BoothService } from '../booth-service.ts';
import { boothPath } from '../booth-topic.ts';
import { decisionHistory } from './decision-history.ts';
import { type Choosing, readChoices, type TopicChoice, topicChoices } from './level-choices.ts';
import { type ModelDisclosure, modelSection, readModelChoice } from './model-choice.ts';
import { badge } from './rows.ts';

export interface PrivacyPageDeps {
  readonly consents: Pick<ConsentBook, 'read' | 'add'>;
  readonly disclosure: EffectiveGrantDeps;
  readonly booth: Pick<BoothService, 'offer'>;
  readonly bankName: string;
  /** There where the bank has a language model read what is not understood. */
  readonly model?: ModelDisclosure | undefined;
  readonly now: () => Date;
}

const path = 'privacy';
const address = `${boothPath}/${path}`;

/** What a form came to, said at the top of the page. */
const outcomes = ['saved', 'same', 'stale'] as const;

function outcome({ say, query, formField }: BoothVisit): Html {
  const said = outcomes.find((known) => known === query.get('said'));
  if (said === undefined) return nothing;
  const key: BoothText = `privacy.${said}`;
  const again = html`<form method="post" action="${address}">${formField}<button name="sign_in" value="yes">${say('privacy.sign_in')}</button></form>`;
  return html`<div class="${said === 'saved' ? 'note done' : 'note'}" role="status"><p>${say(key)}</p>${said === 'stale' ? again : nothing}</div>
`;
}

function whoReads(say: Say, bankName: string): Html {
  const lines: readonly BoothText[] = ['privacy.who_messenger', 'privacy.who_page', 'privacy.who_guichet'];
  return html`<section class="card"><h2>${say('privacy.who')}</h2>
<ul class="lines">${lines.map((key) => html`<li>${say(key, { bankName })}</li>\n`)}</ul></section>
`;
}

function options(say: Say, levels: readonly DisclosureLevel[], chosen: DisclosureLevel | undefined): Html {
  const mark = (level: DisclosureLevel): Html => (level === chosen ? { html: ' selected' } : nothing);
  return html`${levels.map((level) => html`<option value="${level}"${mark(level)}>${say('privacy.level', { level })}</option>\n`)}`;
}

function topicLine({ say, clockOf }: BoothVisit, { topic, effective, decided, offered }: TopicChoice): Html {
  const { level, bound, consent } = effective;
  const day = clockOf(consent?.at ?? new Date(0).toISOString()).day;
  const reason = say('privacy.reason', { bound, by: consent?.by ?? '', day: { day } });
  const most = offered.at(-1) ?? 'sealed';
  const name = say('privacy.topic', { topic });
  const choose =
    offered.length > 1
      ? html`<label for="${topic}">${say('privacy.choose', { topic })}</label>
<select id="${topic}" name="${topic}">${options(say, offered, decided)}</select>`
      : nothing;
  return html`<div class="topic"><div class="head"><h3>${name}</h3>${badge(say('privacy.level', { level }), level === 'sealed' ? 'good' : 'warn')}</div>
<p class="soft">${reason} ${say('privacy.most', { level: most })}</p>
${choose}</div>
`;
}

function levelForms(visit: BoothVisit, choices: readonly TopicChoice[]): Html {
  const { say, formField } = visit;
  const most = choices.map(({ offered }) => offered).toSorted((one, other) => other.length - one.length)[0] ?? [];
  const head = html`<h2>${say('privacy.levels')}</h2>
<p class="soft">${say('privacy.levels_lead')}</p>`;
  const lines = html`${choices.map((choice) => topicLine(visit, choice))}`;
  if (most.length < 2) return html`<section class="card">${head}${lines}</section>\n`;
  return html`<section class="card">${head}
<form method="post" action="${address}">${formField}${lines}<button>${say('privacy.save')}</button></form></section>
<section class="card"><h2>${say('privacy.at_once')}</h2>
<form method="post" action="${address}">${formField}<label for="all">${say('privacy.at_once_label')}</label>
<select id="all" name="all">${options(say, most, 'sealed')}</select><button>${say('privacy.at_once_save')}</button></form>
<p class="soft">${say('privacy.chat')}</p></section>
`;
}

function furtherPages(say: Say): Html {
  const pages = ['seen', 'copy', 'erase'] as const;
  const links = pages.map(
    (page) => html`<li><a href="${address}/${page}"><span><span class="name">${say(`privacy.${page}_link`)}</span>
<span class="soft">${say(`privacy.${page}_what`)}</span></span></a></li>
`,
  );
  return html`<section><h2>${say('privacy.more')}</h2>
<ul class="card list">${links}</ul></section>
`;
}

/** What may be said in the chat, why, and the customer's own decisions on it. */
export function createPrivacyPage(deps: PrivacyPageDeps): BoothPage {
  const { consents, disclosure, booth, bankName, model, now } = deps;

  /** What a form decides: on the model, or on levels. */
  async function read(form: URLSearchParams, visit: BoothVisit): Promise<Choosing> {
    const decided = { consents: await consents.read(visit.conversation), now: now() };
    const onModel = model && readModelChoice(form, visit, decided);
    const choices = topicChoices(visit, { ...decided, disclosure });
    return onModel ?? readChoices(form, visit, { choices, now: decided.now });
  }

  return {
    name: 'privacy',
    path,
    entry: { path, label: 'nav.privacy' },

    async show(visit) {
      const decided = await consents.read(visit.conversation);
      const known = { consents: decided, now: now() };
      const choices = topicChoices(visit, { ...known, disclosure });
      const { say } = visit;
      const body = html`${outcome(visit)}${whoReads(say, bankName)}${levelForms(visit, choices)}${modelSection(visit, model, known)}${decisionHistory(visit, decided)}${furtherPages(say)}`;
      return { title: say('privacy.title'), body };
    },

    async act(visit, form) {
      const { conversation, language } = visit;
      if (form.get('sign_in') !== null) {
        // A one-time link, followed at once: it leads to the sign-in, and back here.
        const { url } = await booth.offer(conversation, { page: 'privacy' }, language);
        return url.slice(url.lastIndexOf('/') + 1);
      }
      const { decisions, refused } = await read(form, visit);
      if (decisions.length > 0) await consents.add(conversation, decisions);
      if (refused) return `${path}?said=stale`;
      return `${path}?said=${decisions.length > 0 ? 'saved' : 'same'}`;
    },
  };
}
