import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../../../i18n/catalogue.ts';
import { disclosureLevels } from '../../../secrecy/grant.ts';
import { redactions } from '../../../secrecy/redact.ts';
import { dataClasses } from '../../../secrecy/sealed.ts';
import { auditKinds, auditWhats } from '../../api/audit-names.ts';
import { revealReasons } from '../../api/writes.ts';
import en from '../messages.en.json' with { type: 'json' };
import fr from '../messages.fr.json' with { type: 'json' };
import { detectLanguage } from './detect-language.ts';
import { createTexts } from './texts.ts';

const web = new URL('../', import.meta.url);
const sources = globSync(['**/*.ts', '**/*.tsx'], { cwd: web.pathname, exclude: (path) => path.startsWith('dist') })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, source: readFileSync(new URL(path, web), 'utf8') }));
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the words of the desk', () => {
  test('are there in both languages, with the same arguments', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    const french = createCatalogue({ desk: { fr, en: fr } });
    const english = createCatalogue({ desk: { fr: en, en } });
    const usesOf = (catalogue: typeof french, key: string) => {
      const { printed, selected } = catalogue.uses(`desk.${key}`);
      return [...printed, ...selected].sort();
    };
    const unlike = Object.keys(fr).filter((key) => String(usesOf(french, key)) !== String(usesOf(english, key)));
    expect(unlike).toEqual([]);
  });

  test('hold no ASCII apostrophe, and French signs stand behind a space that does not break', () => {
    expect(JSON.stringify([fr, en])).not.toContain("'");
    expect(Object.entries(fr).filter(([, words]) => / [;:?!»%]|« /.test(words))).toEqual([]);
  });

  test('are all asked for somewhere', () => {
    const all = sources.map(({ source }) => source).join('\n');
    const begun = [...all.matchAll(/`(?<start>[a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map(({ groups }) => groups?.['start'] ?? '');
    const grouped = ['dialog.', 'class.', 'level.', 'code.', 'told.', 'slot.', 'redacted.', 'audit.kind.', 'audit.what.', ...begun];
    const withEnd = [/^composer\.(reply|note)\.(label|send)$/];
    const unused = Object.keys(fr).filter(
      (key) =>
        !all.includes(`'${key}'`) && !grouped.some((start) => key.startsWith(start)) && !withEnd.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });

  const named: readonly (readonly [string, readonly string[]])[] = [
    ['audit.kind', auditKinds],
    ['audit.what', auditWhats],
    ['reveal', revealReasons],
    ['redacted', redactions],
    ['class', dataClasses],
    ['level', disclosureLevels],
  ];

  test.each(named)('name everything that the server may send as %s', (group, names) => {
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !Object.hasOwn(fr, `${group}.${name}`) || !Object.hasOwn(en, `${group}.${name}`))).toEqual([]);
  });

  test('are chosen by the browser’s languages, French where it speaks none of ours', () => {
    expect([detectLanguage(['de-DE', 'en-US']), detectLanguage(['de']), detectLanguage(['fr-CA'])]).toEqual(['en', 'fr', 'fr']);
  });
});

describe('times', () => {
  const french = createTexts('fr', 'Europe/Paris');
  const english = createTexts('en', 'Europe/Paris');

  test.each([
    [42_000, '42 s', '42 s'],
    [-4 * 60_000, '4 min', '4 min'],
    [(2 * 60 + 5) * 60_000, '2 h 05', '2 h 05'],
    [(3 * 24 + 4) * 3_600_000, '3 j 4 h', '3 d 4 h'],
  ])('%d ms are written as %s', (ms, inFrench, inEnglish) => {
    expect([plain(french.span(ms)), plain(english.span(ms))]).toEqual([inFrench, inEnglish]);
  });

  test('of today are a time, others have their day; in the bank’s time zone', () => {
    const now = Date.parse('2026-11-30T23:30:00Z');
    expect(french.moment('2026-11-30T23:10:00Z', now)).toBe('00:10');
    expect(plain(french.moment('2026-11-30T22:10:00Z', now))).toBe('lun. 30 nov., 23:10');
    expect(english.moment('2026-11-30T22:10:00Z', now)).toBe('Mon 30 Nov, 23:10');
  });
});

test('nothing of a text is ever made markup', () => {
  const dangerous =
    /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcDoc|\beval\(|new Function/;
  expect(sources.filter(({ source }) => dangerous.test(source)).map(({ path }) => path)).toEqual([]);
  expect(sources.length).toBeGreaterThan(80);
});
