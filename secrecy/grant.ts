import type { DataClass } from './sealed.ts';

/** How much of a class may be disclosed: 0 sealed, 1 hinted, 2 banded, 3 shown. */
export const disclosureLevels = ['sealed', 'hinted', 'banded', 'shown'] as const;
export type DisclosureLevel = (typeof disclosureLevels)[number];

/** The lower of levels; `shown` where there is none. */
export function lowestLevel(levels: readonly DisclosureLevel[]): DisclosureLevel {
  return disclosureLevels.find((level) => levels.includes(level)) ?? 'shown';
}

/** Whether a level lets out at least as much as another one. */
export function reaches(level: DisclosureLevel, least: DisclosureLevel): boolean {
  return disclosureLevels.indexOf(level) >= disclosureLevels.indexOf(least);
}

/** Where a value may go. */
export const sinks = ['chat', 'page', 'desk'] as const;
export type Sink = (typeof sinks)[number];

/** What bank and customer allow for one conversation, with the rule that says so. Without a grant everything stays sealed. */
export interface Grant {
  readonly sink: Sink;
  readonly levels: Readonly<Record<DataClass, DisclosureLevel>>;
  /** The rule in words for developers and auditors, such as `demo customer` or `bank ceiling`. */
  readonly rule: string;
  /** Why a class has its level, where that differs between classes. */
  readonly reasons?: Readonly<Partial<Record<DataClass, string>>>;
}

/** Why a class has its level. */
export function reasonFor({ reasons, rule }: Pick<Grant, 'reasons' | 'rule'>, dataClass: DataClass): string {
  return reasons?.[dataClass] ?? rule;
}

/** The same level for every class of data, by one rule. */
export function uniformGrant(sink: Sink, level: DisclosureLevel, rule: string): Grant {
  return { sink, rule, levels: { balance: level, transaction: level, receipt: level, delivery: level, card: level, identity: level } };
}
