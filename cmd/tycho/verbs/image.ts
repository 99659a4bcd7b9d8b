import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImageLink } from '#apis/compute/image-link.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf } from '../api/api-resource.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { StoreLink } from '../image-transfer/link-request.ts';
import { dim } from '../printing/colour.ts';
import type { ApiConnection, Session } from '../session.ts';
import { objectTarget } from './server-target.ts';
import type { Target } from './targets.ts';
import type { SessionOf } from './verb.ts';

interface UploadOptions {
  readonly format?: string;
}

/** `tycho image upload` and `tycho image download`. */
export function defineImage(program: Command, sessionOf: SessionOf): void {
  const image = program.command('image').description('Send the bytes of an image to the image store, or fetch them from there.');
  image
    .command('upload <image> <file>')
    .description('Send a file as the bytes of an image that waits for them: `image upload debian-13 debian-13.qcow2 --format Qcow2`.')
    .option('--format <format>', 'make the image if there is none: Raw, Qcow2, RootFS or OCI')
    .action((name: string, file: string, options: UploadOptions, command: Command) => upload(sessionOf(command), { name, file }, options));
  image
    .command('download <image> [file]')
    .description(
      'Fetch the bytes of an image into a new file, named as the image if no name is given: `image download web-before-upgrade`.',
    )
    .action((name: string, file: string | undefined, _options: object, command: Command) =>
      download(sessionOf(command), { name, file: file ?? basename(name) }),
    );
}

interface Transfer {
  /** Of the image. */
  readonly name: string;
  readonly file: string;
}

async function upload(session: Session, { name, file }: Transfer, { format }: UploadOptions): Promise<void> {
  const { world } = session;
  const path = resolve(world.workingDirectory, file);
  if (!existsSync(path)) throw new CommandFailure(`${file}: there is no such file`);
  const connection = await session.connect();
  const target = await imageTarget(name, connection);
  if (format !== undefined) await makeImage(target, format, connection);
  const link = await askForLink(target, 'upload', connection);
  const { uploadFile } = await import('../image-transfer/upload-file.ts');
  const { sha256, sizeBytes } = await uploadFile(link, { path, ...manners(session) });
  world.output.write(`image.compute.tycho.dev/${target.name} has its ${sizeBytes} bytes, SHA-256 ${sha256}\n`);
}

async function download(session: Session, { name, file }: Transfer): Promise<void> {
  const { world } = session;
  const path = resolve(world.workingDirectory, file);
  for (const each of [path, `${path}.part`])
    if (existsSync(each)) throw new CommandFailure(`${each}: it is there already; give another name`);
  const connection = await session.connect();
  const target = await imageTarget(name, connection);
  const renewLink = (): Promise<StoreLink> => askForLink(target, 'download', connection);
  const link = await renewLink();
  const { downloadFile } = await import('../image-transfer/download-file.ts');
  const { sha256, sizeBytes } = await downloadFile(link, { path, renewLink, ...manners(session) });
  world.output.write(`${file} has the ${sizeBytes} bytes of image.compute.tycho.dev/${target.name}, SHA-256 ${sha256}\n`);
}

async function imageTarget(name: string, connection: ApiConnection): Promise<Target> {
  const target = await objectTarget(name.includes('/') ? name : `images.compute.tycho.dev/${name}`, connection);
  if (target.resource.kind !== 'Image') throw new UsageFailure(`"${name}" is no image: give the name of one`);
  return target;
}

/** One that is there stays as it is; whether it takes bytes is for the server to say. */
async function makeImage({ name, ...target }: Target, format: string, { client }: ApiConnection): Promise<void> {
  try {
    await client.json({ path: pathOf({ name, ...target }) });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Image', metadata: { name }, spec: { format, upload: {} } };
    await client.json({ method: 'POST', path: pathOf(target), body });
  }
}

async function askForLink(target: Target, way: 'upload' | 'download', { client }: ApiConnection): Promise<StoreLink> {
  const body: ImageLink = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'ImageLink' };
  const { status } = await client.json<Required<ImageLink>>({ method: 'POST', path: pathOf(target, way), body });
  return { url: status.url, authorityPEM: status.certificateAuthority };
}

const progressIntervalMilliseconds = 1000;

/** How a transfer waits, ends early, and says how far it is: now and then, where a person may be looking. */
function manners({ world }: Session): {
  readonly clock: Session['world']['clock'];
  readonly signal: AbortSignal;
  readonly onRetry: (error: Error) => void;
  readonly onProgress: (bytes: number, totalBytes: number) => void;
} {
  const { clock, errors, interrupted: signal } = world;
  let toldAt = clock.monotonicMilliseconds();
  return {
    clock,
    signal,
    onRetry: (error) => errors.write(`${dim(`${error.message}; going on where it was`, errors)}\n`),
    onProgress: (bytes, totalBytes) => {
      const now = clock.monotonicMilliseconds();
      if (!errors.isTerminal || now - toldAt < progressIntervalMilliseconds) return;
      toldAt = now;
      errors.write(`${dim(`${Math.floor((bytes / totalBytes) * 100)} % of ${totalBytes} bytes`, errors)}\n`);
    },
  };
}
