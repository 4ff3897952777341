import { type Consent, consentTopics } from '../../../secrecy/consent/consent.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothVisit } from '../booth-page.ts';

const mostShown = 40;

/** Decisions that were taken together on several topics. */
export interface Decision extends Omit<Consent, 'topic'> {
  readonly topics: readonly Consent['topic'][];
}

/** The words for a level: what it lets into the chat, or whether a language model may read. */
export function levelWords(topics: readonly Consent['topic'][]): 'privacy.level' | 'privacy.model_level' {
  return topics.every((topic) => topic === 'model') ? 'privacy.model_level' : 'privacy.level';
}

/** Puts together what was decided at once; the model is a matter of its own. */
export function together(consents: readonly Consent[]): readonly Decision[] {
  const groups = Map.groupBy(consents, ({ at, by, level, wording, topic }) => [at, by, level, wording, topic === 'model'].join('|'));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, topics: group.map(({ topic }) => topic) }] : [];
  });
}

/** One decision, with when, where, until when, and on which words. */
export function decisionLine({ say, clockOf }: BoothVisit, { topics, level, at, by, expiresAt, wording }: Decision): Html {
  const about =
    topics.length === consentTopics.length ? say('privacy.all') : topics.map((topic) => say('privacy.topic', { topic })).join(', ');
  const { day, time } = clockOf(at);
  const where = say('privacy.decided', { day: { day }, time: { time }, by });
  const until = expiresAt === undefined ? '' : say('privacy.until', { day: { day: clockOf(expiresAt).day } });
  return html`<li><span class="name">${say('privacy.decision', { about, level: say(levelWords(topics), { level }) })}</span>
<span class="soft">${where} ${until} ${say('privacy.wording', { wording })}</span></li>
`;
}

/** What was decided under the link in force, the latest first. Nothing of it is ever changed, only added to. */
export function decisionHistory(visit: BoothVisit, consents: readonly Consent[]): Html {
  const own = consents.filter(({ link }) => link === visit.customer.access.key);
  const decisions = together(own).toReversed().slice(0, mostShown);
  const { say } = visit;
  return html`<section class="card"><h2>${say('privacy.history')}</h2>
<p class="soft">${say(decisions.length === 0 ? 'privacy.history_none' : 'privacy.history_lead')}</p>
${decisions.length === 0 ? nothing : html`<ul class="lines">${decisions.map((decision) => decisionLine(visit, decision))}</ul>`}</section>
`;
}
