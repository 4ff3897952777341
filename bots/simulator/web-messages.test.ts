import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { assetNames } from './assets.ts';
import en from './web/messages.en.json' with { type: 'json' };
import fr from './web/messages.fr.json' with { type: 'json' };

const argumentsOf = (value: string | readonly string[]) => [...String(value).matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe("the page's words", () => {
  test('are there in both languages, with the same arguments', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    expect(Object.values(fr).map((value) => argumentsOf(value))).toEqual(Object.values(en).map((value) => argumentsOf(value)));
  });

  test('exist wherever the page asks for them', async () => {
    const sources = await Promise.all(
      assetNames.filter((name) => /\.(js|html)$/.test(name)).map((name) => readFile(new URL(`./web/${name}`, import.meta.url), 'utf8')),
    );
    const asked = sources.flatMap((source) => [...source.matchAll(/(?:\bt\('|data-(?:text|label|title|placeholder)=")([\w.]+)['"]/g)]);
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.map(([, key]) => key).filter((key) => key !== undefined && !(key in en))).toEqual([]);
  });

  test('hold no ASCII apostrophe', () => {
    expect(JSON.stringify([fr, en])).not.toContain("'");
  });
});
