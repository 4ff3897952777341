import { z } from 'zod';
import { type StubAnswer, startStubServer } from './stub-server.ts';

/** What the model is asked, as its server receives it. */
export interface ModelCall {
  readonly sentence: string;
  readonly lastDialog: string | undefined;
  /** Everything that came, headers included. */
  readonly raw: string;
}

/** What the model says: the content of a form, any text, or whatever its server does instead. */
export type ModelSays =
  | { readonly start: { readonly dialog: string; readonly slots: Readonly<Record<string, string | null>> } }
  | { readonly form: unknown }
  | { readonly text: string }
  | { readonly refusal: string }
  | StubAnswer;

export interface ModelStub {
  /** For `OPENAI_BASE_URL`. */
  readonly url: string;
  readonly calls: readonly ModelCall[];
  /** The next answers. */
  says(next: (call: ModelCall) => ModelSays | Promise<ModelSays>): void;
  /** The settings of an application that asks this model. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** One of the things that the form lets a model say. */
const variantSchema = z.object({
  properties: z.object({ dialog: z.object({ const: z.string() }), slots: z.object({ required: z.array(z.string()) }) }),
});
type Variant = z.infer<typeof variantSchema>;

const requestSchema = z.strictObject({
  model: z.string(),
  instructions: z.string(),
  input: z.string(),
  text: z.strictObject({
    format: z.strictObject({
      type: z.literal('json_schema'),
      name: z.string(),
      strict: z.literal(true),
      schema: z.looseObject({
        type: z.literal('object'),
        additionalProperties: z.literal(false),
        properties: z.object({ reading: z.object({ anyOf: z.array(variantSchema) }) }),
      }),
    }),
  }),
  max_output_tokens: z.int(),
  store: z.literal(false),
});
const questionSchema = z.strictObject({ sentence: z.string(), lastDialog: z.string().exactOptional() });

/** A whole answer of the Responses API around one part of a message. */
export function modelAnswer(part: object, usage: unknown = { input_tokens: 900, output_tokens: 40, total_tokens: 940 }): object {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: 'stub',
    output: [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part] }],
    usage,
  };
}

/** As structured outputs make it: every slot of the dialog is there. */
function formOf({ start }: Extract<ModelSays, { start: unknown }>, variants: readonly Variant[]): object {
  const variant = variants.find(({ properties }) => properties.dialog.const === start.dialog);
  const empty = Object.fromEntries((variant?.properties.slots.required ?? []).map((name) => [name, null]));
  return { reading: { dialog: start.dialog, slots: { ...empty, ...start.slots } } };
}

function answerWith(says: ModelSays, variants: readonly Variant[]): StubAnswer {
  if ('start' in says) return answerWith({ form: formOf(says, variants) }, variants);
  if ('form' in says) return { json: modelAnswer({ type: 'output_text', annotations: [], text: JSON.stringify(says.form) }) };
  if ('refusal' in says) return { json: modelAnswer({ type: 'refusal', refusal: says.refusal }) };
  if ('text' in says && !('status' in says)) return { json: modelAnswer({ type: 'output_text', annotations: [], text: says.text ?? '' }) };
  return says;
}

/** A start of a dialog; `none` for none. */
export function starts(dialog: string, slots: Readonly<Record<string, string | null>> = {}): ModelSays {
  return { start: { dialog, slots } };
}

/** A server that behaves as the Responses API does and keeps what it is asked; says that it is none of these unless told otherwise. */
export async function startModelStub(): Promise<ModelStub> {
  const calls: ModelCall[] = [];
  let next: (call: ModelCall) => ModelSays | Promise<ModelSays> = () => starts('none');
  const server = await startStubServer(async ({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== '/v1/responses' || headers.authorization !== 'Bearer sk-stub') return { status: 401, json: {} };
    const request = requestSchema.safeParse(JSON.parse(body));
    const question = request.success ? questionSchema.safeParse(JSON.parse(request.data.input)) : undefined;
    if (!question?.success) return { status: 400, json: { error: { message: 'not such a request' } } };
    const { sentence, lastDialog } = question.data;
    const call = { sentence, lastDialog, raw: `${JSON.stringify(headers)}\n${body}` };
    calls.push(call);
    return answerWith(await next(call), request.data?.text.format.schema.properties.reading.anyOf ?? []);
  });
  return {
    url: `${server.url}/v1`,
    calls,
    says: (answer) => void (next = answer),
    environment: { OPENAI_API_KEY: 'sk-stub', OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_MODEL: 'stub' },
    close: () => server.close(),
  };
}
