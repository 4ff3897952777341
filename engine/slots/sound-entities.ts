import { type Entities, entitiesSchema } from './slot-kinds.ts';

/** What was read, without the values that their kind does not allow: a reader's slip costs one value, not the message. */
export function soundEntities(entities: Entities): Entities {
  const all = entitiesSchema.safeParse(entities);
  if (all.success) return all.data;
  const unsound = new Set(all.error.issues.map((issue) => issue.path[0]));
  return entitiesSchema.parse(Object.fromEntries(Object.entries(entities).filter(([kind]) => !unsound.has(kind))));
}
