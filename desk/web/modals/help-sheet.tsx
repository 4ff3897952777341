import { usePreferences, useTexts } from '../app/contexts.ts';
import { bindingsOf, keyGroups } from '../keys/bindings.ts';
import { Chord } from '../shared/keys.tsx';
import { Modal } from '../shared/modal.tsx';
import './help-sheet.css';

/** Every key, as it is bound now. */
export function HelpSheet({ onClose }: { onClose(): void }) {
  const { t } = useTexts();
  const { settings } = usePreferences();
  const bindings = bindingsOf(settings.keys);
  return (
    <Modal title={t('help.title')} description={t('help.how')} wide onClose={onClose}>
      <div className="help">
        {(['move', 'answer', 'decide'] as const).map((group) => (
          <section key={group}>
            <h3 className="side-title">{t(`keys.group.${group}`)}</h3>
            <dl className="help-keys">
              {keyGroups[group].map((action) => (
                <div key={action}>
                  <dt>{t(`key.${action}`)}</dt>
                  <dd>
                    <Chord chord={bindings[action]} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
