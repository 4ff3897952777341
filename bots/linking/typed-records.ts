import type { z } from 'zod';
import type { Json, RecordOptions, RecordStore } from '../../store/port.ts';

/** Records of one kind: their own corner of the record store, and one shape. */
export interface TypedRecords<Value> {
  get(id: string): Promise<{ readonly value: Value; readonly version: number } | undefined>;
  /** False when `ifVersion` is given and is not the version in force. */
  put(id: string, value: Value, options?: RecordOptions): Promise<boolean>;
  take(id: string): Promise<Value | undefined>;
  delete(id: string): Promise<void>;
}

/** @param name what the keys of these records begin with. */
export function typedRecords<Value>(records: RecordStore, name: string, schema: z.ZodType<Value>): TypedRecords<Value> {
  const keyOf = (id: string) => `${name}:${id}`;
  return {
    async get(id) {
      const record = await records.get(keyOf(id));
      return record && { value: schema.parse(record.value), version: record.version };
    },
    put: (id, value, options) => records.put(keyOf(id), toJson(value), options),
    async take(id) {
      const value = await records.take(keyOf(id));
      return value === undefined ? undefined : schema.parse(value);
    },
    delete: (id) => records.delete(keyOf(id)),
  };
}

/** Leaves out what is undefined, as being stored would. */
function toJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}
