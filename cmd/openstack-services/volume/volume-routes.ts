import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Random } from '#apis/machinery/random.ts';
import { Fault } from '../http/fault.ts';
import { queryBehind, type Query } from '../http/list-page.ts';
import { isAdmin, type ProjectAccess, type ProjectClients } from '../http/project-client.ts';
import { volumePage } from './volume-list.ts';
import { VolumeObjects } from './volume-objects.ts';
import { parseExtension, parseVolumeChange, parseVolumeCreation } from './volume-request.ts';
import { onlyType, onlyZone, volumeBrief, volumeView } from './volume-view.ts';

export interface VolumeRoutesOptions {
  readonly clients: ProjectClients;
  readonly random: Random;
  /** `http://HOST:PORT/volume`. */
  readonly baseURL: () => string;
}

/**
 * Block Storage API v3, version 3.0, below `/volume`: our Volumes, as far as clients need them to make one and add it to a server. Paths with and without the
 * project's id mean the same. There is one type and one zone; snapshots and backups there are none, for a snapshot of a volume is an Image here.
 */
export function addVolumeRoutes(app: FastifyInstance, options: VolumeRoutesOptions): void {
  const routes = new VolumeRoutes(options);
  const version = (): object => ({
    id: 'v3.0',
    status: 'CURRENT',
    version: '3.0',
    min_version: '3.0',
    updated: '2018-07-17T00:00:00Z',
    links: [{ rel: 'self', href: `${options.baseURL()}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
  });
  app.get('/', (_request, reply) => reply.code(300).send({ versions: [version()] }));
  app.get('/v3', () => ({ versions: [version()] }));
  for (const base of ['/v3', '/v3/:project']) {
    app.get<ListRequest>(`${base}/volumes`, (request) => routes.list(request, 'Brief'));
    app.get<ListRequest>(`${base}/volumes/detail`, (request) => routes.list(request, 'Detail'));
    app.post<ByProject>(`${base}/volumes`, (request, reply) => routes.create(request, reply));
    app.get<ByID>(`${base}/volumes/:id`, (request) => routes.show(request));
    app.put<ByID>(`${base}/volumes/:id`, (request) => routes.change(request));
    app.delete<ByID>(`${base}/volumes/:id`, (request, reply) => routes.remove(request, reply));
    app.post<ByID>(`${base}/volumes/:id/action`, (request, reply) => routes.extend(request, reply));
    app.get<ByProject>(`${base}/types`, (request) => routes.known(request, { volume_types: [onlyType] }));
    app.get<ByID>(`${base}/types/:id`, (request) => routes.type(request));
    app.get<ByProject>(`${base}/os-availability-zone`, (request) =>
      routes.known(request, { availabilityZoneInfo: [{ zoneName: onlyZone, zoneState: { available: true } }] }),
    );
    for (const path of ['snapshots', 'snapshots/detail'])
      app.get<ByProject>(`${base}/${path}`, (request) => routes.known(request, { snapshots: [] }));
    app.get<ByProject>(`${base}/limits`, (request) => routes.limits(request));
    app.get<ByID & { Querystring: Query }>(`${base}/os-quota-sets/:id`, (request) => routes.quota(request));
  }
}

interface ByProject {
  Params: { readonly project?: string };
}

interface ByID {
  Params: { readonly project?: string; readonly id: string };
}

interface ListRequest extends ByProject {
  Querystring: Query;
}

class VolumeRoutes {
  readonly #options: VolumeRoutesOptions;

  constructor(options: VolumeRoutesOptions) {
    this.#options = options;
  }

  async list(request: FastifyRequest<ListRequest>, form: 'Brief' | 'Detail'): Promise<object> {
    const access = await this.#access(request);
    const ofAllProjects = isAdmin(access) && /^(?:1|true)$/i.test(String(request.query['all_tenants'] ?? ''));
    const project = ofAllProjects ? request.query['project_id'] : undefined;
    const found = (await new VolumeObjects(access).list({ ofAllProjects })).filter(
      ({ volume }) => project === undefined || volume.metadata.namespace === project,
    );
    const { views, nextMarker } = volumePage(
      found.map((facts) => volumeView(facts, this.#base)),
      request.query,
    );
    const links = nextMarker === undefined ? {} : { volumes_links: [{ rel: 'next', href: this.#next(request, nextMarker) }] };
    if (form === 'Detail') return { volumes: views, ...links };
    const briefs = new Map(found.map(({ volume }) => [volume.metadata.uid, volumeBrief(volume, this.#base)]));
    return { volumes: views.map(({ id }) => briefs.get(id as string)), ...links };
  }

  async show(request: FastifyRequest<ByID>): Promise<object> {
    return { volume: volumeView(await (await this.#objects(request)).find(request.params.id), this.#base) };
  }

  async create(request: FastifyRequest<ByProject>, reply: FastifyReply): Promise<object> {
    const objects = await this.#objects(request);
    const facts = await objects.create(parseVolumeCreation(request.body), this.#options.random);
    void reply.code(202);
    return { volume: volumeView(facts, this.#base) };
  }

  async change(request: FastifyRequest<ByID>): Promise<object> {
    const objects = await this.#objects(request);
    return { volume: volumeView(await objects.change(request.params.id, parseVolumeChange(request.body)), this.#base) };
  }

  async remove(request: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
    await (await this.#objects(request)).delete(request.params.id);
    return reply.code(202).send();
  }

  async extend(request: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
    const objects = await this.#objects(request);
    await objects.change(request.params.id, { sizeGiB: parseExtension(request.body) });
    return reply.code(202).send();
  }

  async type(request: FastifyRequest<ByID>): Promise<object> {
    const { id } = request.params;
    if (id !== onlyType.id && id !== '__DEFAULT__') throw new Fault(404, `Volume type ${id} could not be found.`);
    return this.known(request, { volume_type: onlyType });
  }

  /** What is the same for everybody who has a good token. */
  async known(request: FastifyRequest<ByProject>, answer: object): Promise<object> {
    await this.#access(request);
    return answer;
  }

  async limits(request: FastifyRequest<ByProject>): Promise<object> {
    const { volumes, gigabytes } = await (await this.#objects(request)).quota();
    const absolute = {
      maxTotalVolumes: volumes.limit,
      totalVolumesUsed: volumes.in_use,
      maxTotalVolumeGigabytes: gigabytes.limit,
      totalGigabytesUsed: gigabytes.in_use,
    };
    return { limits: { rate: [], absolute } };
  }

  /** Of the caller's own project: who asks for another's has to have a token for that. */
  async quota(request: FastifyRequest<ByID & { Querystring: Query }>): Promise<object> {
    const { id } = request.params;
    const quota = await (await this.#objects(request)).quota(id);
    const wantsUsage = /^(?:1|true)$/i.test(String(request.query['usage'] ?? ''));
    const shown = Object.entries(quota).map(([name, amounts]) => [name, wantsUsage ? { ...amounts, reserved: 0 } : amounts.limit]);
    return { quota_set: { id, ...(Object.fromEntries(shown) as object) } };
  }

  get #base(): string {
    return `${this.#options.baseURL()}/v3`;
  }

  #next({ url }: FastifyRequest<ListRequest>, marker: string): string {
    const path = url.includes('/volumes/detail') ? 'volumes/detail' : 'volumes';
    return `${this.#base}/${path}?${queryBehind(url, marker)}`;
  }

  async #objects(request: FastifyRequest<ByProject>): Promise<VolumeObjects> {
    return new VolumeObjects(await this.#access(request));
  }

  async #access(request: FastifyRequest<ByProject>): Promise<ProjectAccess> {
    const access = await this.#options.clients.of(request);
    const { project } = request.params;
    if (project !== undefined && project !== access.caller.projectID)
      throw new Fault(400, `Malformed request url: the token is not for project ${project}.`);
    return access;
  }
}
