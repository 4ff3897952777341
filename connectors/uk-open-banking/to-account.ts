import type { Account } from '../domain/account.ts';
import { accountKind } from './codes.ts';
import type { UkAccount } from './schemas.ts';

/** Last digits of the number, where it ends in some: whole numbers never leave this function. */
export function lastDigits(identification: string | undefined): string | undefined {
  return /(\d{2,4})\D*$/.exec((identification ?? '').replace(/[\s-]/g, ''))?.[1];
}

/** A card is known by the number on it, an account by its own. */
function identificationOf(account: UkAccount): string | undefined {
  const numbers = account.Account ?? [];
  const isCard = accountKind(account.AccountTypeCode ?? account.AccountSubType, []) === 'card';
  const card = numbers.find((number) => /PAN$/i.test(number.SchemeName) && !/IBAN$/i.test(number.SchemeName));
  return (isCard ? card : undefined)?.Identification ?? numbers[0]?.Identification;
}

/** `OBAccount6` → Account; undefined for one that is closed or switched away (its currency is then absent). */
export function toAccount(account: UkAccount): Account | undefined {
  if (account.Currency === undefined || account.Status === 'Deleted') return undefined;
  const last4 = lastDigits(identificationOf(account));
  const name = [account.Nickname, account.Description].find((given) => given !== undefined && given.trim() !== '');
  return {
    id: account.AccountId,
    kind: accountKind(account.AccountTypeCode ?? account.AccountSubType, [account.Nickname, account.Description]),
    name: name?.trim() ?? (last4 === undefined ? account.Currency : `···· ${last4}`),
    currency: account.Currency,
    ...(last4 === undefined ? {} : { last4 }),
  };
}
