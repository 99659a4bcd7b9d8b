import { join } from 'node:path';
import { ApiClient } from '#apis/client/api-client.ts';
import type { Transport } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { GlanceClient } from '#apis/openstack/glance-client.ts';
import { IdentityClient, type ServiceCredentials } from '#apis/openstack/identity-client.ts';
import type { Credentials } from '#cmd/bootstrap/certificates.ts';
import { serveHealth, type HealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { formatAddress, writePortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { lockStateDirectory } from '#cmd/bootstrap/state-lock.ts';
import { FileBlobDirectory } from './blobs/file-blob-directory.ts';
import { ProjectLinks } from './blobs/project-links.ts';
import { Vault } from './blobs/vault.ts';
import { GarbageCollection } from './garbage/garbage-collection.ts';
import { AgentEndpoints } from './http/agent-endpoints.ts';
import { LinkEndpoints } from './http/link-endpoints.ts';
import { ReaderSlots, type ReaderLimits } from './http/reader-slots.ts';
import { StoreServer } from './http/store-server.ts';
import { GlanceImports } from './imports/glance-imports.ts';
import { LinkIssuer } from './links/link-issuer.ts';
import { UsedLinks } from './links/used-links.ts';
import { HostProjects } from './projects/host-projects.ts';
import { ImageRecords } from './projects/image-records.ts';
import { DiskSpace } from './uploads/disk-space.ts';
import { UploadDesk, type UploadLimits } from './uploads/upload-desk.ts';
import { UploadFiles } from './uploads/upload-files.ts';

export interface ImageStoreConfiguration extends HealthPlace {
  readonly transport: Transport;
  readonly directory: string;
  readonly listen: ListenAddress;
  /** File that says which port was taken. */
  readonly portFile: string | undefined;
  /** What links begin with; absent: by the address where it listens. */
  readonly url: string | undefined;
  /** What it shows to everybody. */
  readonly credentials: Credentials;
  readonly agentAuthorityPEM: string;
  readonly linkKey: Uint8Array;
  readonly linkValiditySeconds: number;
  readonly minimumFreeBytes: number;
  readonly uploads: UploadLimits;
  readonly readers: ReaderLimits;
  /** Where Images may come from; absent: no Glance. */
  readonly glance: GlancePlace | undefined;
  readonly garbage: { readonly graceSeconds: number; readonly intervalSeconds: number };
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A Glance, and as whom its images are read. */
export interface GlancePlace {
  readonly url: string;
  readonly identityURL: string;
  readonly credentials: ServiceCredentials;
}

/** Starts an image store. It is ready when it knows what is on which host, and listens. */
export async function startImageStore(configuration: ImageStoreConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { clock, random, logger, transport, directory } = configuration;
  const metrics = new PrometheusMetrics({ withProcess: true });
  await makePrivateDirectory(directory);
  await lifecycle.step('directory', { start: () => lockStateDirectory(directory, 'image-store'), stop: (unlock) => unlock() });
  await lifecycle.step('transport', { start: () => transport, stop: (opened) => opened.close() });
  const client = new ApiClient({ transport });
  const shelf = await lifecycle.step('shelf', { start: () => openShelf(configuration), startDeadlineSeconds: shelfDeadlineSeconds });
  const hosts = new HostProjects({ client, clock, random, logger });
  await serveHealth(configuration, { metrics, obstacles: () => hosts.obstacles() }, lifecycle);
  await lifecycle.step('caches', {
    start: (signal) => follow(hosts, signal),
    stop: (following) => following.stop(),
    startDeadlineSeconds: cacheDeadlineSeconds,
  });
  const garbage = new GarbageCollection({ ...configuration.garbage, ...shelf, client, clock, logger, metrics });
  await lifecycle.step('garbage collection', {
    start: () => ({ ended: garbage.run(lifecycle.signal) }),
    stop: (collecting) => collecting.ended,
  });
  const slots = new ReaderSlots({ limits: configuration.readers, random });
  exposeShelf(metrics, shelf, slots);
  const images = new ImageRecords({ client, clock });
  if (configuration.glance !== undefined)
    await bringFromGlance(configuration, configuration.glance, { client, images, ...shelf }, lifecycle);
  await lifecycle.step('listener', {
    start: () => listen(configuration, { ...shelf, hosts, slots, images, metrics }),
    stop: (server) => server.close(),
  });
}

async function bringFromGlance(
  { clock, random, logger }: ImageStoreConfiguration,
  { url, identityURL, credentials }: GlancePlace,
  parts: Pick<Shelf, 'uploads'> & { readonly client: ApiClient; readonly images: ImageRecords },
  lifecycle: Lifecycle,
): Promise<void> {
  const glance = await lifecycle.step('glance', { start: () => new GlanceClient({ url }), stop: (opened) => opened.close() });
  const identity = await lifecycle.step('identity', {
    start: () => new IdentityClient({ url: identityURL, credentials, clock }),
    stop: (opened) => opened.close(),
  });
  const imports = new GlanceImports({ ...parts, glance, identity, clock, random, logger });
  await lifecycle.step('imports', {
    start: () => ({ ended: imports.run(lifecycle.signal) }),
    stop: (importing) => importing.ended,
  });
}

/** A hundred thousand links are read in a few seconds. */
const shelfDeadlineSeconds = 300;
/** An api-server that is still starting, or is not there yet, is waited for. */
const cacheDeadlineSeconds = 300;

/** What is kept on the disk. */
interface Shelf {
  readonly vault: Vault;
  readonly uploads: UploadDesk;
  readonly usedLinks: UsedLinks;
}

async function openShelf({ directory, minimumFreeBytes, uploads: limits, clock, random }: ImageStoreConfiguration): Promise<Shelf> {
  const links = await ProjectLinks.load({ root: join(directory, 'projects') });
  const vault = new Vault({ blobs: new FileBlobDirectory({ root: join(directory, 'sha256') }), links, clock });
  const files = new UploadFiles({ directory: join(directory, 'uploads') });
  const space = new DiskSpace({ directory, reservedBytes: minimumFreeBytes });
  const uploads = await UploadDesk.open({ files, vault, space, limits, clock, random });
  return { vault, uploads, usedLinks: await UsedLinks.load({ directory: join(directory, 'links') }) };
}

async function follow(hosts: HostProjects, signal: AbortSignal): Promise<{ readonly stop: () => Promise<void> }> {
  const controller = new AbortController();
  const running = hosts.run(controller.signal);
  const stop = async (): Promise<void> => {
    controller.abort(new Error('the process is stopping'));
    await running;
  };
  try {
    await hosts.synced({ signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function exposeShelf(metrics: PrometheusMetrics, { vault, uploads }: Shelf, slots: ReaderSlots): void {
  metrics.readGauge({ name: 'tycho_image_store_links', help: 'Images of projects that are kept.' }, () => vault.links().length);
  metrics.readGauge({ name: 'tycho_image_store_bytes', help: 'Their size; what several projects have counts for each.' }, () =>
    vault.links().reduce((sum, { link }) => sum + link.sizeBytes, 0),
  );
  metrics.readGauge({ name: 'tycho_image_store_open_uploads', help: 'Uploads that are not finished.' }, () => uploads.counts.open);
  metrics.readGauge({ name: 'tycho_image_store_readers', help: 'Who read at this moment.' }, () => slots.count);
}

interface ListenerParts extends Shelf {
  readonly hosts: HostProjects;
  readonly slots: ReaderSlots;
  readonly images: ImageRecords;
  readonly metrics: PrometheusMetrics;
}

async function listen(configuration: ImageStoreConfiguration, parts: ListenerParts): Promise<StoreServer> {
  const { credentials, agentAuthorityPEM, linkKey, linkValiditySeconds, clock, random, logger, portFile } = configuration;
  const place: { url: string } = { url: configuration.url ?? '' };
  const issuer = new LinkIssuer({ place, key: linkKey, validitySeconds: linkValiditySeconds, clock, random });
  const server = new StoreServer({
    credentials,
    agentAuthorityPEM,
    agents: new AgentEndpoints({ ...parts, issuer }),
    links: new LinkEndpoints({ ...parts, key: linkKey, clock }),
    logger,
    metrics: parts.metrics,
  });
  const address = await server.listen(configuration.listen);
  place.url ||= `https://${formatAddress(address)}`;
  logger.info({ address: formatAddress(address), url: place.url }, 'image store listens');
  if (portFile !== undefined) await writePortFile(portFile, address);
  return server;
}
