import { describe, expect, test } from '@jest/globals';
import { plainText } from './plain-text.ts';

describe('what somebody in Chatwoot has written', () => {
  test.each([
    ['Bonjour', 'Bonjour'],
    ['  Bonjour \n', 'Bonjour'],
    ['un **mot** et _un autre_, *encore*', 'un mot et un autre, encore'],
    ['__tout__ cela', 'tout cela'],
    ['ligne\\\nsuivante\r\ndernière', 'ligne\nsuivante\ndernière'],
    ['2 \\* 3 \\* 4', '2 * 3 * 4'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['mon\\_compte et mon_autre_compte', 'mon_compte et mon_autre_compte'],
    ['https://banque.example/une_page_ici', 'https://banque.example/une_page_ici'],
    ['votre\\#1 \\[voir\\]', 'votre#1 [voir]'],
    ['chemin C:\\dossier', 'chemin C:\\dossier'],
    ['** seul', '** seul'],
    ['\ue042', ''],
  ])('%j reads %j', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  test('hides no card number behind marks', () => {
    expect(plainText('4970 **1000** 0000 _0055_')).toBe('4970 1000 0000 0055');
    expect(plainText('4970\\-1000\\-0000\\-0055')).toBe('4970-1000-0000-0055');
  });
});
