import { Etcd3, type IOptions } from 'etcd3';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { EtcdCredentials } from '#proto/etcd/etcd-session.ts';
import { StorageFullError, StorageUnavailableError } from '../storage.ts';

export interface Etcd3ClientOptions {
  readonly endpoints: readonly string[];
  readonly credentials: EtcdCredentials;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly callTimeoutMilliseconds: number;
}

/** The space that one etcd uses. */
export interface EtcdSpace {
  /** Size of its file, which is what the quota is about. */
  readonly usedBytes: number;
  /** The part of the file that holds nothing. */
  readonly freeBytes: number;
}

/** Leases and maintenance, through the library etcd3. Ranges, transactions and watches do not go through it: its watcher loses events. */
export class Etcd3Client {
  readonly #random: Random;
  readonly #members: readonly Etcd3[];
  #current = 0;

  constructor(options: Etcd3ClientOptions) {
    this.#random = options.random;
    this.#members = options.endpoints.map((endpoint) => new Etcd3(etcd3Options(options, endpoint)));
  }

  /** Makes a lease and gives its id. Throws {@link StorageUnavailableError} and {@link StorageFullError}. */
  async grantLease(timeToLiveSeconds: number): Promise<number> {
    return this.#ask(async ({ leaseClient }) => {
      // etcd would choose an id above 2^53, which a number cannot hold.
      const id = 1 + Math.floor(this.#random.fraction() * (Number.MAX_SAFE_INTEGER - 1));
      await leaseClient.leaseGrant({ ID: id, TTL: timeToLiveSeconds });
      return id;
    });
  }

  /** The space of that member which uses most. Throws {@link StorageUnavailableError} when none answers. */
  async space(): Promise<EtcdSpace> {
    const answers = await Promise.allSettled(this.#members.map(({ maintenance }) => maintenance.status()));
    const spaces = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => spaceOf(value));
    const [fullest] = spaces.sort((one, other) => other.usedBytes - one.usedBytes);
    if (fullest === undefined) throw failureOf((answers[0] as PromiseRejectedResult).reason);
    return fullest;
  }

  /** The alarms that are raised, in etcd's words, each once. Throws {@link StorageUnavailableError}. */
  async alarms(): Promise<readonly string[]> {
    const { alarms } = await this.#ask(({ maintenance }) => maintenance.alarm({ action: 'Get' }));
    return [...new Set(alarms.map(({ alarm }) => alarm.toUpperCase()))];
  }

  /** Lets etcd take writes again after it was full. Throws {@link StorageUnavailableError}. */
  async clearSpaceAlarm(): Promise<void> {
    await this.#ask(async ({ maintenance }) => {
      const { alarms } = await maintenance.alarm({ action: 'Get' });
      for (const { memberID, alarm } of alarms.filter(({ alarm }) => alarm === 'Nospace')) {
        await maintenance.alarm({ action: 'Deactivate', memberID, alarm });
      }
    });
  }

  /** Gives free space back, one member after the other, each of which answers nothing meanwhile. Throws {@link StorageUnavailableError}. */
  async defragment(): Promise<void> {
    for (const { maintenance } of this.#members) {
      await maintenance.defragment().catch((error: unknown) => {
        throw failureOf(error);
      });
    }
  }

  close(): void {
    for (const member of this.#members) member.close();
  }

  /** Asks the members in turn, beginning with the one that answered last. */
  async #ask<Answer>(call: (member: Etcd3) => Promise<Answer>): Promise<Answer> {
    let failure: unknown;
    for (let asked = 0; asked < this.#members.length; asked += 1) {
      try {
        return await call(this.#members[this.#current]!);
      } catch (error) {
        failure = error;
        this.#current = (this.#current + 1) % this.#members.length;
      }
    }
    throw failureOf(failure);
  }
}

function etcd3Options(options: Etcd3ClientOptions, endpoint: string): IOptions {
  const { clock, credentials, callTimeoutMilliseconds } = options;
  const { authorityPEM, certificatePEM, privateKeyPEM, serverName } = credentials;
  return {
    hosts: `https://${endpoint}`,
    credentials: {
      rootCertificate: Buffer.from(authorityPEM),
      certChain: Buffer.from(certificatePEM),
      privateKey: Buffer.from(privateKeyPEM),
    },
    grpcOptions: { 'grpc.ssl_target_name_override': serverName, 'grpc.keepalive_time_ms': 10_000 },
    defaultCallOptions: ({ method }) => ({
      deadline: clock.now().getTime() + (method === 'defragment' ? defragmentTimeoutMilliseconds : callTimeoutMilliseconds),
    }),
    faultHandling: { host: () => once, global: once },
  };
}

type Policy = NonNullable<NonNullable<IOptions['faultHandling']>['global']>;

/** Neither repeats a call nor refuses one because others failed, as the library would: three failures made it refuse all for five seconds. */
const once = { execute: async (call: () => unknown) => call() } as unknown as Policy;

const defragmentTimeoutMilliseconds = 60_000;

function spaceOf({ dbSize, dbSizeInUse }: { readonly dbSize: string; readonly dbSizeInUse: string }): EtcdSpace {
  return { usedBytes: Number(dbSize), freeBytes: Number(dbSize) - Number(dbSizeInUse) };
}

/** None of what goes through here has an effect that anybody would have to undo. */
function failureOf(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (message.includes('database space exceeded')) return new StorageFullError('etcd is full and takes no writes', { cause });
  return new StorageUnavailableError(`etcd did not do as asked: ${message}`, { outcome: 'NotDone', cause });
}
