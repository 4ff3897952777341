import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import engineEn from '../../engine/messages.en.json' with { type: 'json' };
import engineFr from '../../engine/messages.fr.json' with { type: 'json' };
import type { Understanding } from '../../engine/reading.ts';
import deskEn from '../../handoff/messages.en.json' with { type: 'json' };
import deskFr from '../../handoff/messages.fr.json' with { type: 'json' };
import { type Catalogue, createCatalogue, type MessagesByLanguage } from '../../i18n/catalogue.ts';
import { createFormatters } from '../../i18n/format.ts';
import { createDisclose, type Disclose } from '../../secrecy/disclose.ts';
import secrecyEn from '../../secrecy/messages.en.json' with { type: 'json' };
import secrecyFr from '../../secrecy/messages.fr.json' with { type: 'json' };
import type { DataClass } from '../../secrecy/sealed.ts';
import { createUnderstanding } from '../../understanding/create-understanding.ts';

/** The parts of a conversation that need nothing but the dialogs. */
export interface Speech {
  readonly understanding: Understanding;
  readonly disclose: Disclose;
  readonly catalogue: Catalogue;
}

/** Every sentence Guichet can say, by `<dialog>.<key>`, `engine.<key>`, `secrecy.<key>` and `desk.<key>`. */
export function buildCatalogue(): Catalogue {
  const namespaces: Record<string, MessagesByLanguage> = {
    engine: { fr: engineFr, en: engineEn },
    secrecy: { fr: secrecyFr, en: secrecyEn },
    desk: { fr: deskFr, en: deskEn },
  };
  for (const dialog of dialogCatalogue) namespaces[dialog.id] = dialog.messages;
  return createCatalogue(namespaces);
}

let trained: Understanding | undefined;

/** Trains the classifier on the dialogs’ own examples: a moment of work, done once in a process. It holds nothing between messages. */
export function buildUnderstanding(): Understanding {
  trained ??= createUnderstanding({ dialogs: dialogCatalogue });
  return trained;
}

/** What the sentences of a dialog tell of the bank's facts, by the sentence. */
const tellsOf = new Map(dialogCatalogue.map(({ id, requires }) => [id, requires?.tells ?? []]));

function classesOf(key: string): readonly DataClass[] {
  return tellsOf.get(key.slice(0, key.indexOf('.'))) ?? [];
}

/** Builds what reads and words messages, from the dialogs alone: it needs no bank and no store. */
export function buildSpeech(): Speech {
  const catalogue = buildCatalogue();
  return {
    catalogue,
    understanding: buildUnderstanding(),
    disclose: createDisclose({ catalogue, formatterFor: createFormatters(), classesOf }),
  };
}
