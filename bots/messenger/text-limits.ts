/**
 * What Meta allows in what we send (Send API reference and template pages, 2026-05).
 * Meta does not say in which unit it counts. Texts are counted in UTF-16 units, the strictest reading;
 * titles in code points, so that an emoji counts once; both are cut between graphemes only.
 */
export const textLimits = {
  /** Documented as less than 2 000 characters; the unit is open, so we stay clear of it. */
  text: 1_900,
  buttonTemplateText: 640,
  /** Titles of buttons and quick replies. */
  buttonTitle: 20,
  cardLine: 80,
  payload: 1_000,
  metadata: 999,
  quickReplies: 13,
  buttons: 3,
  cards: 10,
  receiptElements: 100,
} as const;

/** How many code points a text has. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}
