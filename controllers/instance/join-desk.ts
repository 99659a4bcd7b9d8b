import { createHash } from 'node:crypto';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import type { Secret } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { AlreadyExistsError, BadRequestError, ConflictError, InvalidError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { hostCommonName, JoinRefusedError, type JoinRequest, type JoinResponse } from '#proto/transport/agent-wire.ts';
import { InvalidCertificateRequestError, type CertificateSigner } from './certificate-signer.ts';
import { joinTokenSecretName, judgeJoinToken, parseJoinToken, systemNamespace, usedByField, type JoinToken } from './join-token.ts';

export interface JoinDeskOptions {
  readonly secrets: ResourceClient<Secret>;
  readonly hosts: ResourceClient<Host>;
  readonly signer: CertificateSigner;
  readonly controlPlaneUID: () => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Holds the fingerprint of the key whose owner made the Host, so that it alone may finish a join that was cut short. */
export const joinedByAnnotation = 'infrastructure.tycho.dev/joined-by';

/**
 * Turns a token into a host identity. A token is good for one machine: whoever shows it first binds it to their key. That key may make several hosts
 * while the token lives, as a process with fake hosts does. Each step can be repeated by the same key after a crash of either side: first the token is bound to the
 * key, then the Host is made, then the certificate is signed.
 */
export class JoinDesk {
  readonly #options: JoinDeskOptions;

  constructor(options: JoinDeskOptions) {
    this.#options = options;
  }

  /** Throws {@link JoinRefusedError}. */
  async join(request: JoinRequest): Promise<JoinResponse> {
    const { signer, logger, controlPlaneUID } = this.#options;
    const token = parseJoinToken(request.token.trim());
    if (token === undefined)
      throw new JoinRefusedError('Refused', 'the join token has not the form ID.SECRET: copy it whole, as "tycho join-token" printed it');
    if (request.hostName.length > maximumHostNameLength)
      throw new JoinRefusedError(
        'Invalid',
        `the host name has ${request.hostName.length} characters, and ${maximumHostNameLength} are the most`,
      );
    const keyFingerprint = await this.#fingerprint(request.certificateRequestPEM);
    const { mayMakeHost } = await this.#redeem(token, keyFingerprint);
    const host = await (mayMakeHost ? this.#makeHost(request.hostName, keyFingerprint) : this.#findHost(request.hostName, keyFingerprint));
    if (host === undefined)
      throw new JoinRefusedError('Refused', `join token ${token.id} has expired: make a new one with "tycho join-token"`);
    const hostUID = host.metadata.uid;
    const certificatePEM = await signer.sign(request.certificateRequestPEM, { commonName: hostCommonName(hostUID) });
    logger.info({ host: request.hostName, hostUID, token: token.id }, 'host joined');
    return { hostUID, hostName: host.metadata.name, certificatePEM, authorityPEM: signer.authorityPEM, controlPlaneUID: controlPlaneUID() };
  }

  async #fingerprint(requestPEM: string): Promise<string> {
    if (requestPEM.length > maximumRequestLength) {
      const message = `the certificate signing request has ${requestPEM.length} characters, and ${maximumRequestLength} are the most`;
      throw new JoinRefusedError('Invalid', message);
    }
    try {
      const publicKey = await this.#options.signer.publicKeyOf(requestPEM);
      return createHash('sha256').update(publicKey).digest('hex');
    } catch (cause) {
      if (cause instanceof InvalidCertificateRequestError) throw new JoinRefusedError('Invalid', cause.message, { cause });
      throw cause;
    }
  }

  /** Binds the token to the key. The precondition on what was read lets exactly one key win. */
  async #redeem(token: JoinToken, keyFingerprint: string): Promise<{ readonly mayMakeHost: boolean }> {
    const { secrets, clock } = this.#options;
    const key = { namespace: systemNamespace, name: joinTokenSecretName(token.id) };
    for (let attempt = 1; attempt <= maximumAttempts; attempt += 1) {
      const stored = await orUndefined(secrets.get(key));
      const verdict = judgeJoinToken(token, stored, { keyFingerprint, now: clock.now() });
      switch (verdict.kind) {
        case 'UsedByThisKey':
          return verdict;
        case 'Unknown':
          throw new JoinRefusedError('Refused', 'this join token is not known: make one with "tycho join-token"');
        case 'UsedByAnotherKey':
          throw new JoinRefusedError(
            'Refused',
            `join token ${token.id} has been used by another machine: make a new one with "tycho join-token"`,
          );
        case 'Expired':
          throw new JoinRefusedError('Refused', `join token ${token.id} expired at ${verdict.at}: make a new one with "tycho join-token"`);
        case 'Unused':
      }
      try {
        const usedBy = Buffer.from(keyFingerprint).toString('base64');
        await secrets.patch(key, { data: { [usedByField]: usedBy } }, { resourceVersion: stored!.metadata.resourceVersion });
        return { mayMakeHost: true };
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
    throw new JoinRefusedError('Unavailable', `join token ${token.id} is being used by somebody else at this moment: try again`);
  }

  async #makeHost(name: string, keyFingerprint: string): Promise<Host> {
    const { hosts } = this.#options;
    const annotations = { [joinedByAnnotation]: keyFingerprint };
    try {
      const spec = { unschedulable: false, gracePeriodSeconds: 60 };
      return await hosts.create({ apiVersion: apiVersionOf(hostKind), kind: hostKind.kind, metadata: { name, annotations }, spec });
    } catch (error) {
      if (error instanceof InvalidError || error instanceof BadRequestError) {
        throw new JoinRefusedError('Invalid', `host name "${name}" is refused: ${error.message}`, { cause: error });
      }
      if (!(error instanceof AlreadyExistsError)) throw error;
    }
    const existing = await this.#findHost(name, keyFingerprint);
    if (existing !== undefined) return existing;
    throw new JoinRefusedError(
      'NameTaken',
      `host name "${name}" is taken by another host: choose another with --host-name, or delete that Host first`,
    );
  }

  /** The Host of that name that this key made. */
  async #findHost(name: string, keyFingerprint: string): Promise<Host | undefined> {
    const existing = await orUndefined(this.#options.hosts.get({ name }));
    return existing?.metadata.annotations?.[joinedByAnnotation] === keyFingerprint ? existing : undefined;
  }
}

const maximumAttempts = 5;

/** A request for a P-256 key has some 400. Whoever asks is a stranger, and reading megabytes of it would hold up every host's stream. */
const maximumRequestLength = 16 * 1024;

/** As for every object. */
const maximumHostNameLength = 253;

async function orUndefined<Object>(read: Promise<Object>): Promise<Object | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
