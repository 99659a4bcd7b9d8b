import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Secret } from '#apis/kubernetes/core.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';

export interface ResolvedActionSecret {
  readonly actionSecret: Uint8Array;
  /** Empty when all is well; otherwise the action fails with it. */
  readonly error: string;
}

/** Reads the Secret that an Instance's newest action names, as long as the action is not done. Nothing is kept. */
export class ActionSecretResolver {
  readonly #secrets: ResourceClient<Secret>;

  constructor({ secrets }: { readonly secrets: ResourceClient<Secret> }) {
    this.#secrets = secrets;
  }

  /** Throws what the client throws, except that a missing Secret is an `error`. */
  async resolve({ metadata, spec, status }: Instance): Promise<ResolvedActionSecret> {
    const { action } = spec;
    const isOver = metadata.deletionTimestamp !== undefined || status?.lastAction?.uid === action?.uid;
    if (action?.secret === undefined || isOver) return nothing;
    const { secretName, key } = action.secret;
    const { namespace = '' } = metadata;
    try {
      const encoded = (await this.#secrets.get({ namespace, name: secretName })).data?.[key];
      if (encoded === undefined) return failed(`secret "${secretName}" has no key "${key}"; add it, and ask again`);
      const actionSecret = Buffer.from(encoded, 'base64');
      if (actionSecret.byteLength <= maximumSecretBytes) return { actionSecret, error: '' };
      return failed(`key "${key}" of secret "${secretName}" holds ${actionSecret.byteLength} bytes, more than ${maximumSecretBytes}`);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      return failed(`there is no secret "${secretName}" in namespace "${namespace}"; create it, and ask again`);
    }
  }
}

const nothing: ResolvedActionSecret = { actionSecret: new Uint8Array(), error: '' };

function failed(error: string): ResolvedActionSecret {
  return { ...nothing, error };
}

const maximumSecretBytes = 4096;
