import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import type { Overlay } from '../overlay.ts';

interface AdapterDeps {
  readonly overlay: Overlay;
  /** The machine's clock: oidc-provider counts by it, too. */
  readonly nowMs: () => number;
}

const payloadSchema = z.custom<AdapterPayload>((value) => typeof value === 'object' && value !== null);

function parsePayload(text: string | undefined): AdapterPayload | undefined {
  return text === undefined ? undefined : payloadSchema.parse(JSON.parse(text));
}

/** Keeps what oidc-provider has to remember in the overlay, one kind of record per model. */
export function createOidcAdapter({ overlay, nowMs }: AdapterDeps): (model: string) => Adapter {
  return (model) => ({
    upsert: async (id, payload, expiresIn) => {
      const { grantId, uid } = payload;
      overlay.put({
        kind: model,
        id,
        payload: JSON.stringify(payload),
        ...(grantId === undefined ? {} : { grantId }),
        ...(uid === undefined ? {} : { uid }),
        ...(expiresIn === undefined ? {} : { expiresAtMs: nowMs() + expiresIn * 1000 }),
      });
    },
    find: async (id) => parsePayload(overlay.get(model, id)),
    findByUid: async (uid) => parsePayload(overlay.findBy(model, 'uid', uid)),
    // User codes belong to the device flow, which is off.
    findByUserCode: async () => undefined,
    consume: async (id) => {
      overlay.consume(model, id, Math.floor(nowMs() / 1000));
    },
    destroy: async (id) => {
      overlay.remove(model, id);
    },
    revokeByGrantId: async (grantId) => {
      overlay.removeByGrant(model, grantId);
    },
  });
}
