import type { Duplex } from 'node:stream';
import type { ApiClient } from '#apis/client/api-client.ts';
import type { Draft, ObjectOf } from '#apis/client/resource-client.ts';
import type { ConsoleType } from '#apis/compute/console.ts';
import { imageKind, type Image, type ImageSpec } from '#apis/compute/image.ts';
import { serverActionKind, type ServerAction, type ServerActionSpec } from '#apis/compute/server-action.ts';
import { serverKind, type Server, type ServerSpec } from '#apis/compute/server.ts';
import { eventKind, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { eventually } from '#test/harness/eventually.ts';
import { Trace } from './trace.ts';
import type { DriverProfile } from './driver-profile.ts';
import type { ParityWorld } from './parity-world.ts';

const compute = 'compute.tycho.dev/v1alpha1';

/** What the condition Ready of a server says once it has come to rest in a phase. The phase may be there a moment before that. */
const reasonAtRest: Readonly<Partial<Record<NonNullable<NonNullable<Server['status']>['phase']>, string>>> = {
  Running: 'Running',
  Stopped: 'Stopped',
  Paused: 'Paused',
  Suspended: 'Suspended',
  Rescued: 'Rescued',
  Shelved: 'Shelved',
  SoftDeleted: 'SoftDeleted',
};

/** What a person does with one server on one kind of host, and what they see. Every feature has one of its own, in a namespace of its own. */
export class Story {
  readonly namespace: string;
  readonly profile: DriverProfile;
  readonly trace = new Trace();
  readonly #client: ApiClient;
  readonly #consoleLog: ParityWorld['consoleLog'];
  readonly #openConsole: ParityWorld['openConsole'];

  constructor(parts: Omit<ParityWorld, 'stop'> & { readonly namespace: string }) {
    this.#client = parts.client;
    this.namespace = parts.namespace;
    this.profile = parts.profile;
    this.#consoleLog = parts.consoleLog;
    this.#openConsole = parts.openConsole;
  }

  /** Makes the namespace with an image `guest` that boots. */
  async begin(): Promise<void> {
    await this.#client.resource(namespaceKind).create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace } });
    await this.image('guest', this.profile.image);
  }

  /** Deletes everything and waits until it is gone. */
  async end(): Promise<void> {
    const servers = this.#client.resource(serverKind);
    for (const { metadata } of (await servers.list({ namespace: this.namespace })).items) {
      const key = { namespace: this.namespace, name: metadata.name };
      await servers.patch(key, { spec: { deletionProtection: null } }).catch(() => {});
      await servers.delete(key, { gracePeriodSeconds: 0 }).catch(() => {});
    }
    await this.#client.resource(namespaceKind).delete({ name: this.namespace });
    await this.#until('the namespace to be gone', async () => {
      const left = await this.#client.resource(namespaceKind).list();
      return left.items.every(({ metadata }) => metadata.name !== this.namespace);
    });
  }

  async image(name: string, spec: ImageSpec): Promise<Image> {
    return this.make(imageKind, name, { spec });
  }

  make<Kind extends KindDefinition>(kind: Kind, name: string, fields: object): Promise<ObjectOf<Kind>> {
    const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
    const object = { apiVersion, kind: kind.kind, metadata: { namespace: this.namespace, name }, ...fields };
    return this.#client.resource(kind).create(object as unknown as Draft<ObjectOf<Kind>>);
  }

  object<Kind extends KindDefinition>(kind: Kind, name: string): Promise<ObjectOf<Kind>> {
    return this.#client.resource(kind).get({ namespace: this.namespace, name });
  }

  async patch(kind: KindDefinition, name: string, patch: Readonly<Record<string, unknown>>): Promise<void> {
    this.trace.tell('api', `change ${kind.kind} ${JSON.stringify(patch)}`);
    await this.#client.resource(kind).patch({ namespace: this.namespace, name }, patch);
  }

  /** The part of a server's spec that has its guest run that script at each start. */
  async script(name: string, text: string): Promise<Pick<ServerSpec, 'userData'>> {
    await this.make(secretKind, name, { type: 'Opaque', data: { userData: Buffer.from(text).toString('base64') } });
    return { userData: { secretName: name, key: 'userData' } };
  }

  async remove(kind: KindDefinition, name: string): Promise<void> {
    this.trace.tell('api', `delete ${kind.kind}`);
    await this.#client.resource(kind).delete({ namespace: this.namespace, name });
  }

  /** Declares a server on a host of this driver and tells what it was declared with. */
  async declare(spec: Partial<ServerSpec> = {}, name = 'web'): Promise<void> {
    const { flavor, zone } = this.profile;
    this.trace.tell('api', `declare ${JSON.stringify(spec)}`);
    const whole = { flavor: flavor.small, image: 'guest', ...spec, placement: { zone, ...spec.placement } };
    await this.make(serverKind, name, { apiVersion: compute, spec: whole });
  }

  /** Declares something else of a server that is there. */
  async change(spec: Readonly<Record<string, unknown>>, name = 'web'): Promise<void> {
    this.trace.tell('api', `change ${JSON.stringify(this.#neutral(spec))}`);
    await this.#client.resource(serverKind).patch({ namespace: this.namespace, name }, { spec });
  }

  /** A change that the api-server has to refuse. Tells how. */
  async refused(attempt: () => Promise<unknown>): Promise<void> {
    try {
      await attempt();
      this.trace.tell('api', 'was not refused');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trace.tell('api', `refused with ${error.code} ${error.reason}: ${this.#neutralText(error.message)}`);
    }
  }

  /** Waits until a server has come to rest in that phase, and tells how it stands then. */
  async settles(
    phase: NonNullable<NonNullable<Server['status']>['phase']>,
    { reason = reasonAtRest[phase], name = 'web' }: { readonly reason?: string; readonly name?: string } = {},
  ): Promise<Server> {
    let latest: Server | undefined;
    await this.#until(
      `${name} to be ${phase}`,
      async () => {
        latest = await this.server(name);
        const ready = findCondition(latest.status?.conditions, 'Ready');
        const isNow = latest.status?.observedGeneration === latest.metadata.generation;
        return isNow && latest.status?.phase === phase && (reason === undefined || ready?.reason === reason);
      },
      () => JSON.stringify(latest?.status),
    );
    const ready = findCondition(latest?.status?.conditions, 'Ready');
    this.trace.tell('api', `server ${phase}, Ready ${ready?.status} ${ready?.reason}: ${this.#neutralText(ready?.message ?? '')}`);
    return latest!;
  }

  /** Waits until a server is refused a wish for want of a feature, and tells how. */
  async isUnsupported(name = 'web'): Promise<string> {
    let message = '';
    await this.#until(`${name} to be refused`, async () => {
      const ready = findCondition((await this.server(name)).status?.conditions, 'Ready');
      message = ready?.message ?? '';
      return ready?.reason === 'Unsupported';
    });
    return message;
  }

  server(name = 'web'): Promise<Server> {
    return this.#client.resource(serverKind).get({ namespace: this.namespace, name });
  }

  /** Has something done once, waits for its end and tells the outcome. */
  async act(type: ServerActionSpec['type'], details: Partial<ServerActionSpec> = {}, name = 'web'): Promise<ServerAction> {
    this.trace.tell('api', `do ${type} ${JSON.stringify(details)}`);
    const made = await this.#client.resource(serverActionKind).create({
      apiVersion: compute,
      kind: 'ServerAction',
      metadata: { namespace: this.namespace, generateName: `${type.toLowerCase()}-` },
      spec: { server: name, type, ...details },
    });
    const action = await this.finished(made.metadata.name);
    this.trace.tell('api', `${type} ${action.status?.phase}: ${this.#neutralText(action.status?.message ?? '')}`);
    return action;
  }

  async finished(action: string): Promise<ServerAction> {
    let latest: ServerAction | undefined;
    await this.#until(
      `the action ${action} to end`,
      async () => {
        latest = await this.object(serverActionKind, action);
        return latest.status?.phase === 'Succeeded' || latest.status?.phase === 'Failed';
      },
      () => JSON.stringify(latest?.status),
    );
    return latest!;
  }

  async delete(name = 'web', options: { readonly gracePeriodSeconds?: number } = {}): Promise<void> {
    this.trace.tell('api', 'delete server');
    await this.#client.resource(serverKind).delete({ namespace: this.namespace, name }, options);
  }

  /** Waits until nothing of a server is left. */
  async isGone(name = 'web'): Promise<void> {
    await this.#until(`${name} to be gone`, async () => {
      try {
        await this.server(name);
        return false;
      } catch (error) {
        return error instanceof NotFoundError;
      }
    });
    this.trace.tell('api', 'server gone');
  }

  /** Tells which kinds of events there have been about a server, each once. */
  async tellEvents(name = 'web'): Promise<void> {
    const { items } = await this.#client.resource(eventKind).list({ namespace: this.namespace });
    const about = items.filter(({ involvedObject }) => involvedObject.name === name && involvedObject.kind === 'Server');
    for (const line of new Set(about.map(({ type, reason }) => `event ${type} ${reason}`).toSorted())) this.trace.tell('api', line);
  }

  /** Waits until the guest has said something on its console, so many times, and tells it. Where nobody can look into the guest, nothing happens. */
  async guestSays(
    words: string | RegExp,
    { times = 1, name = 'web' }: { readonly times?: number; readonly name?: string } = {},
  ): Promise<void> {
    if (!this.profile.observesGuest) return;
    let log = '';
    await this.#until(
      `the guest to say ${String(words)} ${times} times`,
      async () => {
        log = (await this.#consoleLog(this.namespace, name)).replaceAll('\r', '');
        const said = typeof words === 'string' ? log.split(words).length - 1 : [...log.matchAll(new RegExp(words, 'g'))].length;
        return said >= times;
      },
      () => log.slice(-2000),
    );
    this.trace.tell('guest', `says ${String(words)}${times === 1 ? '' : ` ${times} times`}`);
  }

  /** What the guest has said on its console; empty where nobody can look into it. */
  async guestWords(name = 'web'): Promise<string> {
    return this.profile.observesGuest ? (await this.#consoleLog(this.namespace, name)).replaceAll('\r', '') : '';
  }

  /** Opens a live console; throws the refusal. */
  console(type: ConsoleType, name = 'web'): Promise<Duplex> {
    return this.#openConsole(this.namespace, name, type);
  }

  /** Opens a live console and goes on typing until the guest, where it can be observed, gives that answer. */
  async converses(type: ConsoleType, { typed, answer }: { readonly typed: string; readonly answer: string }): Promise<void> {
    const console = await this.console(type);
    this.trace.tell('api', `the ${type.toLowerCase()} console opens`);
    let said = '';
    console.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));
    try {
      if (!this.profile.observesGuest) return;
      await this.#until(
        `the console to answer ${answer}`,
        () => {
          if (typed !== '') console.write(typed);
          return Promise.resolve(said.includes(answer));
        },
        () => said.slice(-500),
      );
      this.trace.tell('guest', `answers ${answer}`);
    } finally {
      console.destroy();
    }
  }

  /** Waits for anything else that has to come about. */
  async comes(what: string, isSo: () => Promise<boolean>): Promise<void> {
    await this.#until(what, isSo);
    this.trace.tell('api', what);
  }

  async #until(what: string, isSo: () => Promise<boolean>, standing: () => string = () => ''): Promise<void> {
    await eventually(
      async () => {
        if (!(await isSo())) throw new Error(`${this.profile.name}: waited in vain for ${what}; ${standing()}`);
      },
      { withinMilliseconds: this.profile.patienceSeconds * 1000, intervalMilliseconds: 50 },
    );
  }

  /** Names that a driver's profile brought in. */
  #neutral(spec: Readonly<Record<string, unknown>>): unknown {
    return JSON.parse(this.#neutralText(JSON.stringify(spec)));
  }

  #neutralText(text: string): string {
    const { flavor, zone } = this.profile;
    return text
      .replaceAll(this.namespace, 'NAMESPACE')
      .replaceAll(flavor.small, 'SMALL')
      .replaceAll(flavor.large, 'LARGE')
      .replaceAll(zone, 'ZONE');
  }
}
