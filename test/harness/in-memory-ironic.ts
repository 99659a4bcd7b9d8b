import type { Clock } from '#apis/machinery/clock.ts';
import type { Exchange, ExchangeAnswer, ExchangeRequest } from '#drivers/ironic/api/http-exchange.ts';
import { IronicError } from '#drivers/ironic/api/ironic-error.ts';

/** A node of {@link InMemoryIronic}, with Ironic's own names. Tests change it as they like. */
export interface MemoryNode {
  uuid: string;
  name: string | null;
  instance_uuid: string | null;
  instance_info: Record<string, unknown>;
  provision_state: string;
  target_provision_state: string | null;
  provision_updated_at: string | null;
  power_state: string | null;
  target_power_state: string | null;
  reservation: string | null;
  last_error: string | null;
  maintenance: boolean;
  maintenance_reason: string | null;
  fault: string | null;
  properties: Record<string, unknown>;
  resource_class: string;
  deploy_interface: string;
  rescue_interface: string;
  console_interface: string;
  console_enabled: boolean;
}

type Operation =
  | 'deploy'
  | 'tear down'
  | 'clean'
  | 'rescue'
  | 'unrescue'
  | 'power on'
  | 'power off'
  | 'soft power off'
  | 'reboot'
  | 'soft reboot';

/**
 * As much of Ironic as the driver speaks with, in memory and on any clock: its states, its locks, its refusals, in its own words. It has one
 * conductor and no hardware; what a real one does is tried against a real one, in test/conformance.
 */
export class InMemoryIronic {
  readonly nodes = new Map<string, MemoryNode>();
  /** What is said instead of doing it. An entry stays until it is taken out. */
  readonly failures = new Map<Operation, string>();
  /** How long each operation takes, in seconds; 0.2 if it is not here, and for ever at Infinity. */
  readonly durations = new Map<Operation, number>();
  /** Every request that was taken in, as `PUT /v1/…`. */
  readonly requests: string[] = [];
  /** Bodies of orders to deploy, with their config drives. */
  readonly deployments: Readonly<Record<string, unknown>>[] = [];
  versions: { least: string; most: string } = { least: '1.1', most: '1.82' };
  isDown = false;
  pageSize = 1000;
  validation: Readonly<Record<string, unknown>> = { power: { result: true }, deploy: { result: true }, boot: { result: true } };
  consoleInfo: object | null = null;
  readonly #clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  addNode(overrides: Partial<MemoryNode> = {}): MemoryNode {
    const node: MemoryNode = {
      uuid: `00000000-0000-4000-8000-${String(this.nodes.size + 1).padStart(12, '0')}`,
      name: `node-${this.nodes.size + 1}`,
      instance_uuid: null,
      instance_info: {},
      provision_state: 'available',
      target_provision_state: null,
      provision_updated_at: null,
      power_state: 'power off',
      target_power_state: null,
      reservation: null,
      last_error: null,
      maintenance: false,
      maintenance_reason: null,
      fault: null,
      properties: { cpus: 8, memory_mb: 16_384, local_gb: 100, cpu_arch: 'x86_64' },
      resource_class: 'metal',
      deploy_interface: 'fake',
      rescue_interface: 'fake',
      console_interface: 'socat',
      console_enabled: false,
      ...overrides,
    };
    this.nodes.set(node.uuid, node);
    return node;
  }

  /** For an IronicClient. */
  readonly exchange: Exchange = async (request) => {
    await Promise.resolve();
    if (this.isDown) throw new IronicError('Unavailable', 'Ironic is down');
    this.requests.push(`${request.method} ${request.path.split('?')[0]}`);
    try {
      return this.#answer(request);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };

  #answer({ method, path, body }: ExchangeRequest): ExchangeAnswer {
    const { pathname, searchParams } = new URL(path, 'http://ironic.test');
    const [, version, collection, uuid, ...rest] = pathname.split('/');
    const given = body === undefined ? undefined : (JSON.parse(body) as Record<string, unknown>);
    if (version === 'v1' && collection === undefined) return this.#versions();
    if (collection !== 'nodes') throw new Refusal(404, 'Not Found');
    if (uuid === undefined) return this.#list(searchParams);
    const node = this.nodes.get(uuid);
    if (node === undefined) throw new Refusal(404, `Node ${uuid} could not be found.`);
    switch (`${method} ${rest.join('/')}`) {
      case 'GET ':
        return answer(200, node);
      case 'PATCH ':
        return this.#patch(node, given as unknown as readonly PatchStep[]);
      case 'PUT states/provision':
        return this.#provision(node, given!);
      case 'PUT states/power':
        return this.#power(node, given!['target'] as string);
      case 'GET validate':
        return answer(200, this.validation);
      case 'GET ports':
        return answer(200, {
          ports: [
            { address: '52:54:00:00:00:02', pxe_enabled: false },
            { address: '52:54:00:00:00:01', pxe_enabled: true },
          ],
        });
      case 'PUT management/inject_nmi':
        if (!this.failures.has('reboot')) return answer(204, undefined);
        throw new Refusal(400, 'The driver does not support inject_nmi.');
      case 'GET states/console':
        return answer(200, { console_enabled: node.console_enabled, console_info: node.console_enabled ? this.consoleInfo : null });
      case 'PUT states/console':
        node.console_enabled = given!['enabled'] === true;
        return answer(202, undefined);
      default:
        throw new Refusal(404, 'Not Found');
    }
  }

  #versions(): ExchangeAnswer {
    const { least, most } = this.versions;
    const headers = { 'x-openstack-ironic-api-minimum-version': least, 'x-openstack-ironic-api-maximum-version': most };
    return { status: 200, headers, body: '{}' };
  }

  #list(query: URLSearchParams): ExchangeAnswer {
    const matches = [...this.nodes.values()].filter((node) =>
      [...query].every(
        ([key, value]) => key === 'fields' || key === 'marker' || JSON.stringify(node[key as keyof MemoryNode]) === JSON.stringify(value),
      ),
    );
    const marker = query.get('marker');
    const begin = marker === null ? 0 : matches.findIndex(({ uuid }) => uuid === marker) + 1;
    const page = matches.slice(begin, begin + this.pageSize);
    const hasMore = begin + this.pageSize < matches.length;
    query.set('marker', page.at(-1)?.uuid ?? '');
    return answer(200, { nodes: page, ...(hasMore && { next: `http://known.as.something.else:6385/v1/nodes?${query.toString()}` }) });
  }

  #patch(node: MemoryNode, patch: readonly PatchStep[]): ExchangeAnswer {
    this.#refuseLocked(node);
    const changed = structuredClone(node) as unknown as Record<string, unknown>;
    for (const { op, path, value } of patch) {
      const [, field = '', member] = path.split('/');
      if (member === undefined) changed[field] = op === 'remove' ? null : value;
      else if (op === 'remove') delete (changed[field] as Record<string, unknown>)[member];
      else (changed[field] as Record<string, unknown>)[member] = value;
    }
    const { instance_uuid: wanted } = changed as unknown as MemoryNode;
    const isTaken = [...this.nodes.values()].some((other) => other.uuid !== node.uuid && wanted !== null && other.instance_uuid === wanted);
    if (isTaken)
      throw new Refusal(409, `Instance ${wanted} is already associated with a node, it cannot be associated with this other node`);
    if (node.instance_uuid !== null && wanted !== null && wanted !== node.instance_uuid)
      throw new Refusal(409, `Node ${node.uuid} is associated with instance ${node.instance_uuid}.`);
    Object.assign(node, changed);
    return answer(200, node);
  }

  #provision(node: MemoryNode, given: Record<string, unknown>): ExchangeAnswer {
    this.#refuseLocked(node);
    const target = given['target'] as string;
    if (node.maintenance)
      throw new Refusal(400, `The ${target} operation can't be performed on node ${node.uuid} because it's in maintenance mode.`);
    const verb = verbs[target];
    if (verb === undefined || !verb.from.includes(node.provision_state))
      throw new Refusal(
        400,
        `The requested action "${target}" can not be performed on node "${node.uuid}" while it is in state "${node.provision_state}".`,
      );
    if (target === 'active' || target === 'rebuild') this.deployments.push(given);
    node.last_error = null;
    this.#move(node, verb.passing);
    this.#work(node, verb.operation, (failure) => {
      if (failure !== undefined) return this.#move(node, verb.failed, failure);
      this.#move(node, verb.done);
      if (verb.operation === 'tear down') this.#clean(node);
      else node.power_state = 'power on';
    });
    return answer(202, undefined);
  }

  #clean(node: MemoryNode): void {
    Object.assign(node, { instance_uuid: null, instance_info: {}, power_state: 'power off' });
    this.#work(node, 'clean', (failure) => {
      if (failure === undefined) return this.#move(node, 'available');
      Object.assign(node, { maintenance: true, fault: 'clean failure' });
      this.#move(node, 'clean failed', failure);
    });
  }

  #power(node: MemoryNode, target: string): ExchangeAnswer {
    this.#refuseLocked(node);
    const operation = powerOperations[target];
    if (operation === undefined) throw new Refusal(400, `invalid power state ${target}`);
    node.last_error = null;
    node.target_power_state = target;
    this.#work(node, operation, (failure) => {
      node.target_power_state = null;
      if (failure !== undefined) node.last_error = failure;
      else node.power_state = operation === 'power off' || operation === 'soft power off' ? 'power off' : 'power on';
    });
    return answer(202, undefined);
  }

  #work(node: MemoryNode, operation: Operation, end: (failure: string | undefined) => void): void {
    node.reservation = 'conductor';
    const seconds = this.durations.get(operation) ?? 0.2;
    if (seconds === Infinity) return;
    this.#clock.setTimer(() => {
      node.reservation = null;
      end(this.failures.get(operation));
    }, seconds * 1000);
  }

  #move(node: MemoryNode, state: string, lastError: string | null = node.last_error): void {
    Object.assign(node, { provision_state: state, last_error: lastError, provision_updated_at: this.#clock.now().toISOString() });
  }

  #refuseLocked({ uuid, reservation }: MemoryNode): void {
    if (reservation !== null)
      throw new Refusal(409, `Node ${uuid} is locked by host ${reservation}, please retry after the current operation is completed.`);
  }
}

interface PatchStep {
  readonly op: 'add' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

class Refusal extends Error {
  readonly answer: ExchangeAnswer;

  constructor(status: number, words: string) {
    super(words);
    const inner = JSON.stringify({ faultstring: words, faultcode: 'Client', debuginfo: null });
    this.answer = answer(status, { error_message: inner });
  }
}

function answer(status: number, body: unknown): ExchangeAnswer {
  return { status, headers: {}, body: body === undefined ? '' : JSON.stringify(body) };
}

interface Verb {
  readonly from: readonly string[];
  readonly operation: Operation;
  readonly passing: string;
  readonly done: string;
  readonly failed: string;
}

const deploy = { operation: 'deploy', passing: 'deploying', done: 'active', failed: 'deploy failed' } as const;

const verbs: Readonly<Record<string, Verb>> = {
  active: { ...deploy, from: ['available', 'deploy failed'] },
  rebuild: { ...deploy, from: ['active', 'deploy failed', 'error'] },
  deleted: {
    from: ['active', 'deploy failed', 'error', 'wait call-back', 'rescue', 'rescue failed', 'rescue wait', 'unrescue failed'],
    operation: 'tear down',
    passing: 'deleting',
    done: 'cleaning',
    failed: 'error',
  },
  rescue: {
    from: ['active', 'rescue failed', 'rescue', 'unrescue failed'],
    operation: 'rescue',
    passing: 'rescuing',
    done: 'rescue',
    failed: 'rescue failed',
  },
  unrescue: {
    from: ['rescue', 'rescue failed', 'unrescue failed'],
    operation: 'unrescue',
    passing: 'unrescuing',
    done: 'active',
    failed: 'unrescue failed',
  },
};

const powerOperations: Readonly<Record<string, Operation>> = {
  'power on': 'power on',
  'power off': 'power off',
  'soft power off': 'soft power off',
  rebooting: 'reboot',
  'soft rebooting': 'soft reboot',
};
