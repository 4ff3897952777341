import { z } from 'zod';
import { deskLanguageSchema } from '../../api/terms.ts';

export const themes = ['auto', 'light', 'dark', 'contrast'] as const;

const settingsSchema = z.object({
  /** Undefined: the browser's. */
  language: deskLanguageSchema.optional().catch(undefined),
  theme: z.enum(themes).catch('auto'),
  /** Changed keys, by action. */
  keys: z.record(z.string(), z.string()).catch({}),
  /** How many conversations at once. */
  capacity: z.int().min(1).max(50).catch(5),
});
export type DeskSettings = z.infer<typeof settingsSchema>;
export type DeskTheme = DeskSettings['theme'];

const key = 'guichet.desk.settings';

/** What somebody chose on this machine; nothing of a customer is in it. */
export function readSettings(storage: Pick<Storage, 'getItem'>): DeskSettings {
  const kept = settingsSchema.safeParse(readJson(storage.getItem(key)));
  return kept.success ? kept.data : settingsSchema.parse({});
}

export function keepSettings(storage: Pick<Storage, 'setItem'>, settings: DeskSettings): void {
  storage.setItem(key, JSON.stringify(settings));
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}
