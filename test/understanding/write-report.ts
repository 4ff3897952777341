import { readFileSync, writeFileSync } from 'node:fs';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import { type Language, languages } from '../../i18n/language.ts';
import { createUnderstanding } from '../../understanding/create-understanding.ts';
import { drawConfusion } from './confusion-picture.ts';
import { figuresOf, isRight, isWrong, type Judged, judgeSentences, percentOf } from './report.ts';

/** `npm run understand:report`: puts the evaluation set to the product and writes tables and picture into the documentation. */
const page = 'docs/understanding.md';
const picture = 'docs/understanding-confusion.svg';
const begin = '<!-- figures: written by npm run understand:report -->';
const end = '<!-- end of figures -->';
const outOfScope = 'out of scope';
const notStarted = 'asked or refused';

const names = dialogCatalogue.map(({ id }) => id);

type ByLanguage = Readonly<Record<Language, readonly Judged[]>>;

function shareOf(rows: readonly Judged[], of: (row: Judged) => boolean): string {
  return rows.length === 0 ? '-' : percentOf(rows.filter(of).length, rows.length).toFixed(1);
}

function summary(judged: ByLanguage): readonly string[] {
  const figures = languages.map((language) => figuresOf(judged[language], language));
  const row = (title: string, figure: 'right' | 'wrong' | 'refused'): string =>
    `| ${title} | ${figures.map((own) => own[figure].toFixed(1)).join(' | ')} |`;
  return [
    '| % of sentences | French | English |',
    '|---|---|---|',
    row('right dialog at first reading', 'right'),
    row('a wrong dialog accepted', 'wrong'),
    row('out of scope, refused', 'refused'),
  ];
}

function perDialog(judged: ByLanguage): readonly string[] {
  const cells = (name: string): readonly string[] =>
    languages.flatMap((language) => {
      const rows = judged[language].filter(({ expected }) => expected === name);
      return [`${rows.length}`, shareOf(rows, isRight), shareOf(rows, isWrong)];
    });
  return [
    '| dialog | French: sentences | right % | wrong % | English: sentences | right % | wrong % |',
    '|---|---|---|---|---|---|---|',
    ...names.map((name) => `| \`${name}\` | ${cells(name).join(' | ')} |`),
  ];
}

function drawAll(judged: ByLanguage): string {
  const rows = languages.flatMap((language) => judged[language]);
  return drawConfusion({
    rows: [...names, outOfScope],
    columns: [...names, notStarted],
    isRight: (row, column) => row === column || (row === outOfScope && column === notStarted),
    count: (row, column) =>
      rows.filter(({ expected, reading }) => (expected ?? outOfScope) === row && (reading.dialog ?? notStarted) === column).length,
  });
}

const understanding = createUnderstanding({ dialogs: dialogCatalogue });
const judged = { fr: await judgeSentences(understanding, 'fr'), en: await judgeSentences(understanding, 'en') };
const figures = [begin, '', ...summary(judged), '', ...perDialog(judged), '', end].join('\n');
const written = readFileSync(page, 'utf8');
const [from, to] = [written.indexOf(begin), written.indexOf(end)];
if (from < 0 || to < from) throw new Error(`${page} has no place for the figures: ${begin} … ${end}`);
writeFileSync(page, `${written.slice(0, from)}${figures}${written.slice(to + end.length)}`);
writeFileSync(picture, drawAll(judged));
process.stdout.write(`${summary(judged).join('\n')}\nwritten: ${page}, ${picture}\n`);
