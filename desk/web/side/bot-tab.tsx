import type { ThreadEntry } from '../../api/thread.ts';
import { useTexts } from '../app/contexts.ts';
import { Badge } from '../shared/badge.tsx';
import { Empty } from '../shared/empty.tsx';

/** What the bot understood and did, step by step. */
export function BotTab({ thread }: { readonly thread: readonly ThreadEntry[] }) {
  const { t, named, time } = useTexts();
  const steps = thread.filter((entry) => entry.kind === 'bot' || entry.kind === 'system');
  if (steps.length === 0) return <Empty icon="bot" title={t('bot.none')} />;
  return (
    <ol className="side-steps">
      {steps.map((step) => (
        <li key={step.number} className={`side-step side-step-${step.kind}`}>
          <time className="small soft digits" dateTime={step.at}>
            {time(step.at)}
          </time>
          {step.kind === 'bot' ? (
            <div>
              <p className="side-step-title">{step.dialog === null ? t('bot.alone') : named('dialog', step.dialog)}</p>
              {step.sentences.map(({ key, classes }) => (
                <p key={key} className="small soft">
                  <span className="code">{key}</span>
                  {Object.entries(classes).map(([name, level]) => ` · ${named('class', name)} (${named('level', level)})`)}
                </p>
              ))}
              {step.delivery !== 'sent' && <Badge tone="high">{t(`delivery.${step.delivery}`)}</Badge>}
            </div>
          ) : (
            <p>
              {named('code', step.code.replaceAll(' ', '_'))}
              {step.detail !== null && ` · ${step.detail}`}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
