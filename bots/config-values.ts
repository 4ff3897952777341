import { z } from 'zod';

/** A variable that is not empty. */
export const text = z.string().trim().min(1);

/** Values between commas; those that are empty do not count. */
export const list = text
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .refine((items) => items.length > 0, 'holds nothing but commas');

/** An address to talk to. */
export const address = z.url({ protocol: /^https?$/ });

/** An address that others are made of: without a slash at its end. */
export const baseUrl = address.transform((value) => value.replace(/\/+$/, ''));
