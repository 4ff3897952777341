import { z } from 'zod';

/** An array by the specification, a single object in some answers. */
const eventSchema = z.object({ date: z.string(), label: z.string().default(''), code: z.string().optional() });

const stepSchema = z.object({
  id: z.number(),
  /** 1 done, 0 to come, -1 in trouble. */
  type: z.number().optional(),
  status: z.boolean().optional(),
  date: z.string().nullish(),
});

const shipmentSchema = z.object({
  idShip: z.string(),
  /** 1 mail, 3 Chronopost, 4 Colissimo. */
  holder: z.number().optional(),
  isFinal: z.boolean().optional(),
  estimDate: z.string().nullish(),
  estimHourMin: z.string().nullish(),
  estimHourMax: z.string().nullish(),
  deliveryDate: z.string().nullish(),
  timeline: z.array(stepSchema).default([]),
  event: z.union([z.array(eventSchema), eventSchema.transform((event) => [event])]).default([]),
});
export type LaPosteShipment = z.infer<typeof shipmentSchema>;

const itemSchema = z.object({ returnCode: z.number(), shipment: shipmentSchema.optional() });

/** Suivi v2: one number is answered with an object or an array of one, several with an array. */
export const trackingAnswerSchema = z.union([z.array(itemSchema), itemSchema.transform((item) => [item])]);
