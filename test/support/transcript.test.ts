import { describe, expect, test } from '@jest/globals';
import { parseTranscript, TranscriptError } from './transcript.ts';

const head = '# A title\nCustomer: demo-fr\n\n';

describe('a transcript', () => {
  test('has a title, headers, and turns with the bubbles that answer them', () => {
    const source =
      '# Two turns\nCustomer: demo-us\nLinked: no\nClock: 2026-11-17T12:00:00Z\nBank: down\n\n> hi\n\nHello\n[One]\n[Two]\n\nMore\n\n> (press 2)\n\nTwo it is\nindeed\n';
    expect(parseTranscript(source)).toEqual({
      title: 'Two turns',
      customer: 'demo-us',
      clock: '2026-11-17T12:00:00Z',
      linked: false,
      bank: 'down',
      turns: [
        {
          line: 7,
          act: { kind: 'text', text: 'hi' },
          expected: [
            { line: 9, text: 'Hello\n[One] [Two]' },
            { line: 13, text: 'More' },
          ],
        },
        { line: 15, act: { kind: 'press', target: 2 }, expected: [{ line: 17, text: 'Two it is\nindeed' }] },
      ],
    });
  });

  test('is about a linked customer and a bank that works unless it says otherwise', () => {
    expect(parseTranscript(`${head}> a\n\nb\n`)).toMatchObject({ linked: true, bank: 'up' });
  });

  test('takes a message of several lines', () => {
    expect(parseTranscript(`${head}> a\n> b\n\nc\n`).turns[0]?.act).toEqual({ kind: 'text', text: 'a\nb' });
  });

  test.each([
    ['(press "Mon solde")', { kind: 'press', target: 'Mon solde' }],
    ['(press again)', { kind: 'press_again' }],
    ['(press an unknown button)', { kind: 'press_unknown' }],
  ])('knows the action %s', (action, act) => {
    expect(parseTranscript(`${head}> ${action}\n\nb\n`).turns[0]?.act).toEqual(act);
  });

  test('lets time pass and lets the customer sign in between two messages', () => {
    const { turns } = parseTranscript(`${head}> a\n\nb\n\n> (wait 40 minutes)\n\n> (sign in)\n\n> c\n\nd\n`);
    expect(turns.map(({ act }) => act.kind)).toEqual(['text', 'wait', 'sign_in', 'text']);
    expect(turns[1]?.act).toEqual({ kind: 'wait', minutes: 40 });
  });
});

describe('a transcript that cannot be read says where and why', () => {
  test.each([
    ['no title', 'Customer: demo-fr\n\n> a\n\nb\n', /^line 1: the first line/],
    ['no customer', '# t\n\n> a\n\nb\n', /Customer: demo-fr/],
    ['unknown header', '# t\nCustomer: x\nWeather: fine\n\n> a\n\nb\n', /^line 3/],
    ['wrong clock', '# t\nCustomer: x\nClock: noon\n\n> a\n\nb\n', /^line 3: write the clock/],
    ['wrong Linked', '# t\nCustomer: x\nLinked: maybe\n\n> a\n\nb\n', /^line 3/],
    ['wrong bank', '# t\nCustomer: x\nBank: sleepy\n\n> a\n\nb\n', /up, down/],
    ['an answer before a question', `${head}b\n\n> a\n\nb\n`, /begins with what the customer says/],
    ['no answer', `${head}> a\n\n> b\n\nc\n`, /^line 4: write what Guichet answers/],
    ['no empty line before the answer', `${head}> a\nb\n`, /^line 5: leave an empty line/],
    ['an unknown action', `${head}> (shout)\n\nb\n`, /"\(shout\)" is not one of/],
    ['an answer to waiting', `${head}> (wait 5 minutes)\n\nb\n`, /does not answer/],
    ['nothing said', '# t\nCustomer: x\n', /nobody says anything/],
  ])('%s', (_name, source, message) => {
    expect(() => parseTranscript(source)).toThrow(TranscriptError);
    expect(() => parseTranscript(source)).toThrow(message);
  });
});
