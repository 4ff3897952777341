import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ByteMatrix } from './byte-matrix.ts';
import { type ArrayReader, readArrays, writeArrays } from './byte-writer.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';

const logistic = z.object({
  bias: z.number(),
  terms: z.array(z.object({ mean: z.number(), deviation: z.number(), weight: z.number() })).readonly(),
});
const headerSchema = z.object({
  labels: z.array(z.string()).readonly(),
  words: z.array(z.string()).readonly(),
  certainty: logistic,
  belonging: logistic,
  networks: z.int().min(0).max(100),
});

const digestLength = 32;

/** A model as bytes: a digest of the rest, a header in JSON, and the numbers. */
export function encodeModel({ ensemble, ...rest }: Model): Buffer {
  const header = Buffer.from(JSON.stringify({ ...rest, networks: ensemble.networks.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const { knowledge, borders, networks } = ensemble;
  const numbers = writeArrays([knowledge.hashes, knowledge.weights, ...partsOf(borders), ...networks.flatMap(partsOfNetwork)]);
  const body = Buffer.concat([length, header, numbers]);
  return Buffer.concat([digestOf(body), body]);
}

/** The model in the bytes; undefined where they are not whole, or were never written by `encodeModel`. */
export function decodeModel(bytes: Buffer): Model | undefined {
  const body = bytes.subarray(digestLength);
  if (bytes.length < digestLength + 4 || !digestOf(body).equals(bytes.subarray(0, digestLength))) return undefined;
  try {
    const end = 4 + body.readUInt32LE(0);
    const { networks, ...header } = headerSchema.parse(JSON.parse(body.toString('utf8', 4, end)));
    const reader = readArrays(body.subarray(end));
    const knowledge = { hashes: reader.uint32(), weights: reader.float32() };
    const borders = readMatrix(reader);
    return { ...header, ensemble: { knowledge, borders, networks: Array.from({ length: networks }, () => readNetwork(reader)) } };
  } catch {
    return undefined;
  }
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function partsOf({ columns, bytes, scales }: ByteMatrix) {
  return [Uint32Array.of(columns), bytes, scales];
}

function partsOfNetwork({ input, output, bias }: Network) {
  return [...partsOf(input), ...partsOf(output), bias];
}

function readMatrix(reader: ArrayReader): ByteMatrix {
  return { columns: reader.uint32()[0] ?? 1, bytes: reader.int8(), scales: reader.float32() };
}

function readNetwork(reader: ArrayReader): Network {
  return { input: readMatrix(reader), output: readMatrix(reader), bias: reader.float32() };
}
