import { isKnown } from './typed-words.ts';

/** Ways in which names of secrets are written in a hurry, each with the name it stands for. */
const shorthand: ReadonlyMap<string, string> = new Map(
  Object.entries({
    password:
      'motdepasse mdp mpd mdps mtp m2p mdpasse motdepass motdepase motpasse pwd pw pswd psw pword passwd passwrd passw passwort passwords paswd',
    passcode: 'passcodes passkey',
    code: 'cod kode codde codes',
    pin: 'pn pinn pins nip pim',
    cvv: 'cvv2 cvc cvc2 cvn csc cvvs ccv cid',
    cryptogramme: 'crypto cryptogram',
    otp: 'otps tan onetime otc',
    sms: 'texto textos txt',
  }).flatMap(([name, ways]) => ways.split(' ').map((way) => [way, name])),
);

/** Long enough that another word is hardly one slip away. */
const names = [
  'cryptogramme',
  'password',
  'passcode',
  'confidentiel',
  'validation',
  'verification',
  'confirmation',
  'authentification',
  'authentication',
  'activation',
  'securite',
  'security',
  'secret',
  'temporaire',
  'chiffres',
] as const;

/** Whether one slip makes the one of the other: a letter too many, too few, another one, or two that changed places. */
function isOneSlipAway(typed: string, name: string): boolean {
  let begin = 0;
  while (begin < name.length && typed[begin] === name[begin]) begin += 1;
  const [restTyped, restName] = [typed.slice(begin), name.slice(begin)];
  return (
    restTyped.slice(1) === restName.slice(1) ||
    restTyped.slice(1) === restName ||
    restTyped === restName.slice(1) ||
    (restTyped.slice(2) === restName.slice(2) && restTyped[0] === restName[1] && restTyped[1] === restName[0])
  );
}

/** Two slips are let pass in a name that is long. */
function isName(typed: string, name: string): boolean {
  if (typed[0] !== name[0] || Math.abs(typed.length - name.length) > 2) return false;
  if (isOneSlipAway(typed, name)) return true;
  if (name.length < 10) return false;
  // Each way to undo one slip, and a second one after it.
  let begin = 0;
  while (begin < name.length && typed[begin] === name[begin]) begin += 1;
  const head = name.slice(0, begin + 1);
  const same = name.slice(0, begin);
  const swapped = `${same}${typed.charAt(begin + 1)}${typed.charAt(begin)}${typed.slice(begin + 2)}`;
  const mended = [head + typed.slice(begin + 1), head + typed.slice(begin), same + typed.slice(begin + 1), swapped];
  return mended.some((again) => isOneSlipAway(again, name));
}

/** The name that a word is meant to be; the word itself where it is meant to be none. */
export function meantWord(word: string): string {
  const short = shorthand.get(word);
  if (short !== undefined) return short;
  if (word.length < 6 || word.length > 18 || isKnown(word)) return word;
  return names.find((name) => isName(word, name)) ?? word;
}
