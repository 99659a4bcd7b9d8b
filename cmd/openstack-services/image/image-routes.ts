import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { imageStorePrefix } from '#apis/infrastructure/resolve-image.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { Fault } from '../http/fault.ts';
import { queryBehind, queryOf, type Query } from '../http/list-page.ts';
import { visibleObjects, type ProjectAccess, type ProjectClients } from '../http/project-client.ts';
import { downloadBytes, uploadBytes } from './image-bytes.ts';
import { imagePage } from './image-list.ts';
import { parseImageChange, parseImageCreation } from './image-request.ts';
import { imageSchema, imagesSchema } from './image-schema.ts';
import { imageView } from './image-view.ts';

export interface ImageRoutesOptions {
  readonly clients: ProjectClients;
  readonly random: Random;
  /** `http://HOST:PORT/image`. */
  readonly baseURL: () => string;
}

/** Image API v2 below `/image`: views of our Images. Bytes go to the image store and come from there. */
export function addImageRoutes(app: FastifyInstance, options: ImageRoutesOptions): void {
  const routes = new ImageRoutes(options);
  app.addContentTypeParser(
    'application/openstack-images-v2.1-json-patch',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  // Not read: the bytes of an image go straight on.
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null));
  const versions = (): object => ({
    versions: [versionOf('v2.9', 'CURRENT'), versionOf('v2.5', 'SUPPORTED'), versionOf('v2.2', 'SUPPORTED')],
  });
  const versionOf = (id: string, status: string): object => ({ id, status, links: [{ rel: 'self', href: `${options.baseURL()}/v2/` }] });
  for (const path of ['/', '/v2']) app.get(path, (_request, reply) => reply.code(300).send(versions()));
  app.get('/versions', () => versions());
  app.get('/v2/schemas/image', () => imageSchema);
  app.get('/v2/schemas/images', () => imagesSchema);
  app.get<{ Querystring: Query }>('/v2/images', (request) => routes.list(request));
  app.post('/v2/images', (request, reply) => routes.create(request, reply));
  app.get<ByID>('/v2/images/:id', (request) => routes.show(request));
  app.patch<ByID>('/v2/images/:id', (request) => routes.change(request));
  app.delete<ByID>('/v2/images/:id', (request, reply) => routes.remove(request, reply));
  app.put<ByID>('/v2/images/:id/file', (request, reply) => routes.upload(request, reply));
  app.get<ByID>('/v2/images/:id/file', { exposeHeadRoute: false }, (request, reply) => routes.download(request, reply));
}

interface ByID {
  Params: { readonly id: string };
}

class ImageRoutes {
  readonly #options: ImageRoutesOptions;

  constructor(options: ImageRoutesOptions) {
    this.#options = options;
  }

  async list(request: FastifyRequest<{ Querystring: Query }>): Promise<object> {
    const images = await visibleObjects<Image>(await this.#access(request), imageKind, 'WithPublic');
    const { views, nextMarker } = imagePage(images.map(imageView), request.query);
    const next = nextMarker === undefined ? {} : { next: `/v2/images?${queryBehind(request.url, nextMarker)}` };
    return { images: views, first: `/v2/images${queryOf(request.url)}`, schema: '/v2/schemas/images', ...next };
  }

  async show(request: FastifyRequest<ByID>): Promise<object> {
    return imageView(await imageAt(await this.#access(request), request.params.id));
  }

  async create(request: FastifyRequest, reply: FastifyReply): Promise<object> {
    const { client, caller } = await this.#access(request);
    const { name, visibility, spec } = parseImageCreation(request.body, caller.projectID);
    const namespace = visibility === 'public' ? publicNamespace : caller.projectID;
    const draft = (objectName: string) => ({
      apiVersion: apiVersionOf(imageKind),
      kind: imageKind.kind,
      metadata: { namespace, name: objectName },
      spec: { ...spec, ...(name === '' ? {} : { displayName: name }), upload: {} },
    });
    const view = imageView(
      (await createNamed(client.resource(imageKind), objectNameOf(name, 'image'), draft, this.#options.random)) as Image,
    );
    void reply.code(201).header('location', `${this.#options.baseURL()}/v2/images/${String(view['id'])}`);
    return view;
  }

  async change(request: FastifyRequest<ByID>): Promise<object> {
    const access = await this.#access(request);
    const image = await imageAt(access, request.params.id);
    const spec = parseImageChange(request.body);
    return imageView(await access.client.resource(imageKind).patch(keyOf(image), { spec }));
  }

  async remove(request: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
    const access = await this.#access(request);
    const image = await imageAt(access, request.params.id);
    try {
      await access.client.resource(imageKind).delete(keyOf(image), { uid: image.metadata.uid });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    return reply.code(204).send();
  }

  async upload(request: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
    const access = await this.#access(request);
    const image = await imageAt(access, request.params.id);
    const { status } = imageView(image);
    if (status !== 'queued') throw new Fault(409, `Image status transition from ${String(status)} to saving is not allowed`);
    await uploadBytes(image, request.raw, access.client);
    return reply.code(204).send();
  }

  async download(request: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
    const access = await this.#access(request);
    const image = await imageAt(access, request.params.id);
    if (imageView(image)['status'] !== 'active') return reply.code(204).send();
    if (image.status?.sha256 === undefined && image.spec.source?.url.startsWith(imageStorePrefix) !== true)
      throw new Fault(409, `The bytes of image ${request.params.id} are not in the image store: hosts fetch them from where it says.`);
    const response = await downloadBytes(image, access.client);
    void reply.header('content-type', 'application/octet-stream');
    const { 'content-length': length } = response.headers;
    if (length !== undefined) void reply.header('content-length', length);
    return reply.send(response);
  }

  #access(request: FastifyRequest): Promise<ProjectAccess> {
    return this.#options.clients.of(request);
  }
}

async function imageAt(access: ProjectAccess, id: string): Promise<Image> {
  const found = (await visibleObjects<Image>(access, imageKind, 'WithPublic')).find(({ metadata }) => metadata.uid === id);
  if (found === undefined) throw new Fault(404, `No image found with ID ${id}`);
  return found;
}
