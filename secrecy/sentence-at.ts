import type { ReplyArguments } from '../engine/reply.ts';
import type { Catalogue, MessageUses } from '../i18n/catalogue.ts';
import { type DisclosureLevel, type Grant, lowestLevel } from './grant.ts';
import { type DataClass, isSealed } from './sealed.ts';

/** Names of arguments that hold the nickname of an account, which may be said from level `hinted` on. */
export const nicknames: ReadonlySet<string> = new Set(['accountName', 'nameInSentence']);

/** What a sentence is at the levels below `shown`: `<key>@hinted`, `<key>@banded`. */
export function keyAt(key: string, level: DisclosureLevel): string {
  return level === 'shown' ? key : `${key}@${level}`;
}

/** A sentence as it is said at one level. */
export interface SentenceAt {
  readonly key: string;
  readonly uses: MessageUses;
  readonly level: DisclosureLevel;
  /** It was written for this level, and may say the week of a day. */
  readonly isOwn: boolean;
}

/** Classes of the facts that the sentences of a dialog tell, by the sentence. */
export type ClassesOf = (key: string) => readonly DataClass[];

/** A day `paidOn` can also be printed as `paidOnShort`. */
export function argumentOf(name: string): string {
  return name.endsWith('Short') ? name.slice(0, -'Short'.length) : name;
}

/** The lowest level of what a sentence is about: of the sealed values that it uses, and of what its dialog tells. */
function levelOf({ printed, selected }: MessageUses, { args, grant, about }: Saying): DisclosureLevel {
  const used = [...printed, ...selected].flatMap((name) => {
    const argument = args[argumentOf(name)];
    return argument !== undefined && isSealed(argument) ? [argument.dataClass] : [];
  });
  return lowestLevel([...used, ...about].map((dataClass) => grant.levels[dataClass]));
}

/** What is to be said, and what it is about besides its arguments. */
export interface Saying {
  readonly args: ReplyArguments;
  readonly grant: Grant;
  readonly about: readonly DataClass[];
}

/** The sentence that is said at the level in force, where there is one of its own; else the one for `shown`, held to the rules of the level. */
export function sentenceAt(catalogue: Pick<Catalogue, 'has' | 'uses'>, key: string, saying: Saying): SentenceAt {
  const base = catalogue.uses(key);
  const level = levelOf(base, saying);
  const own = keyAt(key, level);
  if (level === 'shown' || level === 'sealed' || !catalogue.has(own)) return { key, uses: base, level, isOwn: level === 'shown' };
  return { key: own, uses: catalogue.uses(own), level, isOwn: true };
}
