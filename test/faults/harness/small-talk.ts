const lines = ['hello', 'bonjour', 'thanks', 'merci', 'what can you do?', 'que sais-tu faire ?', 'a person please', 'goodbye'] as const;

/** What customers write who are not linked: everything is answered without the bank, in French and in English. */
export function smallTalk(serial: number): string {
  return lines[serial % lines.length] ?? 'hello';
}
