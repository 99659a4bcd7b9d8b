import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { Random } from '#apis/machinery/random.ts';
import { imageStorePaths, type IssuedLink } from '#proto/image-store/image-store-message.ts';
import { signLink } from '#proto/image-store/link-token.ts';

export interface LinkIssuerOptions {
  /** Where this store is reached, without a slash at the end; known once it listens. */
  readonly place: { readonly url: string };
  readonly key: Uint8Array;
  readonly validitySeconds: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
}

/** Makes one-time URLs for agents, to be handed to machines that have no certificate. */
export class LinkIssuer {
  readonly #options: LinkIssuerOptions;

  constructor(options: LinkIssuerOptions) {
    this.#options = options;
  }

  /** A URL that gives these bytes of that project to whoever has it. */
  issue({ project, sha256 }: { readonly project: string; readonly sha256: string }): IssuedLink {
    const { place, key, validitySeconds, clock, random } = this.#options;
    const expiresAt = new Date(clock.now().getTime() + validitySeconds * 1000);
    const token = signLink({ id: random.uuid(), method: 'GET', project, sha256, expiresAt }, key);
    return { url: `${place.url}${imageStorePaths.link(token)}`, expiresAt: timestamp(expiresAt) };
  }
}
