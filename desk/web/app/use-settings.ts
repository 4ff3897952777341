import { useEffect, useMemo, useState } from 'react';
import { detectLanguage } from '../texts/detect-language.ts';
import { createTexts } from '../texts/texts.ts';
import type { Preferences } from './contexts.ts';
import { type DeskTheme, keepSettings, readSettings } from './settings.ts';

/** What somebody prefers on this machine, in force at once and kept. */
export function useSettings(timeZone: string | undefined): Preferences {
  const [settings, setSettings] = useState(() => readSettings(localStorage));
  const language = settings.language ?? detectLanguage(navigator.languages);
  const texts = useMemo(() => createTexts(language, timeZone), [language, timeZone]);
  useTheme(settings.theme);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return useMemo(
    () => ({
      settings,
      texts,
      change(changes) {
        setSettings((known) => {
          const next = { ...known, ...changes };
          keepSettings(localStorage, next);
          return next;
        });
      },
    }),
    [settings, texts],
  );
}

const dark = '(prefers-color-scheme: dark)';
const contrast = '(prefers-contrast: more)';

function useTheme(theme: DeskTheme): void {
  useEffect(() => {
    const wished = [matchMedia(dark), matchMedia(contrast)];
    const follow = (): void => {
      const system = matchMedia(contrast).matches ? 'contrast' : matchMedia(dark).matches ? 'dark' : 'light';
      document.documentElement.dataset['theme'] = theme === 'auto' ? system : theme;
    };
    follow();
    for (const query of wished) query.addEventListener('change', follow);
    return () => {
      for (const query of wished) query.removeEventListener('change', follow);
    };
  }, [theme]);
}
