import { z } from 'zod';

/**
 * Parts of a webhook as they are read: a part of the wrong type is as good as missing, because an event is worth
 * more than its odd part. Objects are loose, since Meta adds keys without notice.
 */
export const lenient = {
  /** Ids come as strings and as numbers; app ids also as null. */
  id: z
    .union([z.string().min(1).max(512), z.int().transform(String)])
    .optional()
    .catch(undefined),
  /** A lone half of a surrogate pair cannot be written as UTF-8 again, so it is replaced here. */
  text: z
    .string()
    .transform((value) => value.toWellFormed())
    .optional()
    .catch(undefined),
  flag: z.boolean().catch(false),
};

/** A part that is an object of this shape, or missing. */
export function lenientPart<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.object(shape).optional().catch(undefined);
}

/** The elements of a list that fit; no list is an empty one. */
export function lenientList<S extends z.ZodType>(element: S) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) => items.flatMap((item) => readable(element, item)));
}

function readable<S extends z.ZodType>(schema: S, item: unknown): z.infer<S>[] {
  const parsed = schema.safeParse(item);
  return parsed.success ? [parsed.data] : [];
}
