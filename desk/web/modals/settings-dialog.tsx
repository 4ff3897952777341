import { usePreferences } from '../app/contexts.ts';
import { themes } from '../app/settings.ts';
import { Choice, Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import { isTongue } from '../texts/detect-language.ts';
import { deskLanguages } from '../texts/texts.ts';
import { KeyEditor } from './key-editor.tsx';

/** Language, look, how much work at once, and keys; kept on this machine. */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const { settings, change, texts } = usePreferences();
  const { t } = texts;
  return (
    <Modal title={t('settings.title')} description={t('settings.how')} wide onClose={onClose}>
      <div className="modal-form">
        <Choice
          legend={t('settings.language')}
          value={texts.language}
          options={Object.entries(deskLanguages).flatMap(([value, label]) => (isTongue(value) ? [{ value, label }] : []))}
          onChange={(language) => change({ language })}
        />
        <Choice
          legend={t('settings.theme')}
          value={settings.theme}
          options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(theme) => change({ theme })}
        />
        <Field label={t('settings.capacity')} hint={t('settings.capacity.how')}>
          {(id) => (
            <input
              id={id}
              className="input"
              type="number"
              min={1}
              max={50}
              value={settings.capacity}
              onChange={(event) => event.target.validity.valid && change({ capacity: event.target.valueAsNumber })}
            />
          )}
        </Field>
        <KeyEditor />
      </div>
    </Modal>
  );
}
