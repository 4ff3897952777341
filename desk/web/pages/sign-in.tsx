import { deskRoutes } from '../../api/routes.ts';
import { usePreferences } from '../app/contexts.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import './sign-in.css';

interface SignInProps {
  readonly state: 'asking' | 'out' | 'ended' | 'unreachable';
  onRetry(): void;
}

/** Before the sign-in, and after a session has ended: the way to the bank's own sign-in, and back to where one was. */
export function SignIn({ state, onRetry }: SignInProps) {
  const { texts, change } = usePreferences();
  const { t } = texts;
  const other = texts.language === 'fr' ? 'en' : 'fr';
  const next = new URLSearchParams({ next: `${location.pathname}${location.search}` });
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <span className="rail-sign" aria-hidden="true">
          <Icon name="inbox" />
        </span>
        <h1>{t('sign.title')}</h1>
        <p className="soft" role="status">
          {t(`sign.${state}`)}
        </p>
        {state === 'unreachable' && <Button onClick={onRetry}>{t('retry')}</Button>}
        {(state === 'out' || state === 'ended') && (
          <a className="button button-main" href={`${deskRoutes.signIn.path}?${next}`}>
            {t('sign.in')}
          </a>
        )}
        <Button tone="quiet" lang={other} onClick={() => change({ language: other })}>
          {t(`palette.language.${other}`)}
        </Button>
      </div>
    </main>
  );
}
