import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Secret } from '#apis/kubernetes/core.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';

/** Nova's limit, and ours. */
export const maximumUserDataBytes = 65_535;

export interface ResolvedUserData {
  readonly userData: Uint8Array;
  /** Empty when all is well. */
  readonly error: string;
}

/** Reads the Secrets that Instances name. Nothing is kept: secrets stay where they are, and each is needed once. */
export class UserDataResolver {
  readonly #secrets: ResourceClient<Secret>;

  constructor({ secrets }: { readonly secrets: ResourceClient<Secret> }) {
    this.#secrets = secrets;
  }

  /** The bytes for a guest that may still have to be made. Throws what the client throws, except that a missing Secret is an `error`. */
  async resolve(instance: Instance): Promise<ResolvedUserData> {
    const reference = instance.spec.machine.userData;
    if (reference === undefined || !isStillToBeMade(instance)) return { userData: nothing, error: '' };
    const { secretName, key } = reference;
    const { namespace } = instance.metadata;
    try {
      const secret = await this.#secrets.get({ name: secretName, ...(namespace === undefined ? {} : { namespace }) });
      const encoded = secret.data?.[key];
      if (encoded === undefined)
        return failed(`spec.userData.key: secret "${secretName}" has no key "${key}"; add it, or create the server again with another`);
      const userData = Buffer.from(encoded, 'base64');
      if (userData.byteLength <= maximumUserDataBytes) return { userData, error: '' };
      return failed(
        `spec.userData: key "${key}" of secret "${secretName}" holds ${userData.byteLength} bytes, more than the ${maximumUserDataBytes} of user data; make it shorter`,
      );
    } catch (error) {
      if (error instanceof NotFoundError)
        return failed(`spec.userData.secretName: there is no secret "${secretName}" in namespace "${namespace ?? ''}"; create it`);
      throw error;
    }
  }
}

const nothing = new Uint8Array();

function failed(error: string): ResolvedUserData {
  return { userData: nothing, error };
}

/** Once a guest was made, its agent has kept what it needs. */
function isStillToBeMade({ metadata, status }: Instance): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  const phase = status?.phase ?? 'Pending';
  return phase === 'Pending' || phase === 'Preparing' || phase === 'Failed';
}
