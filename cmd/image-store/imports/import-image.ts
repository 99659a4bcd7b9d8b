import { createHash } from 'node:crypto';
import type { Image } from '#apis/compute/image.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import type { GlanceClient, GlanceImage } from '#apis/openstack/glance-client.ts';
import type { IdentityClient } from '#apis/openstack/identity-client.ts';
import type { StoredBlob } from '#proto/image-store/image-store-message.ts';
import type { UploadDesk } from '../uploads/upload-desk.ts';

export interface ImportDependencies {
  readonly glance: Pick<GlanceClient, 'describe' | 'isSharedWith' | 'bytesOf'>;
  /** As whom Glance is asked: somebody who may read every image. */
  readonly identity: Pick<IdentityClient, 'ownToken'>;
  readonly uploads: Pick<UploadDesk, 'begin' | 'append' | 'finish' | 'abandon'>;
}

/** Why an image cannot be brought from Glance as things are. */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal';
  readonly reason: 'ImageNotFound' | 'ImageNotActive' | 'WrongContent';

  constructor(reason: ImportRefusal['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Brings the bytes of an image from Glance, as they are there: all of them, with the checksum that the Image states. We may read every image there, and a
 * project may name any: so it is looked at for each project whether that may read it. Throws {@link ImportRefusal}, StoreRefusal, and what the clients
 * throw.
 */
export async function importImage(
  image: Image,
  { glance, identity, uploads }: ImportDependencies,
  signal: AbortSignal,
): Promise<StoredBlob> {
  const { namespace: project = '', uid } = image.metadata;
  const wanted = image.spec.upload?.glance;
  if (wanted === undefined) throw new Error(`image ${uid} is none of Glance's`);
  return await withToken(identity, async (token) => {
    const found = await glance.describe(wanted.id, token);
    if (found === undefined || !(await mayRead(found, { id: wanted.id, project, token, glance }))) throw notFound(wanted.id);
    if (found.status !== 'active')
      throw new ImportRefusal('ImageNotActive', `the image ${wanted.id} is ${String(found.status)} in Glance, and has to be active`);
    const size = typeof found.size === 'number' && found.size > 0 ? found.size : 0;
    const { upload } = await uploads.begin({ owner: 'glance', project, purpose: `image/${uid}` }, size);
    // They may be here already, from a try at whose end the Image could not be told.
    if (upload.record.finished !== undefined) return upload.record.finished;
    const bytes = await glance.bytesOf(wanted.id, token, { signal });
    if (bytes === undefined) throw notFound(wanted.id);
    const hash = createHash(wanted.algorithm === 'SHA256' ? 'sha256' : 'sha512');
    await uploads.append(
      upload,
      'Beginning',
      passing(bytes, (chunk) => hash.update(chunk)),
    );
    const checksum = hash.digest('hex');
    if (checksum !== wanted.checksum) {
      await uploads.abandon(upload);
      throw new ImportRefusal(
        'WrongContent',
        `what Glance has as ${wanted.id} has the ${wanted.algorithm} ${checksum}, and not the one that is stated`,
      );
    }
    return await uploads.finish(upload, {});
  });
}

/** The same for what is not there and what is not for the project: nobody is to learn of others' images. */
function notFound(id: string): ImportRefusal {
  return new ImportRefusal('ImageNotFound', `Glance has no image ${id} for this project`);
}

interface ReadQuestion extends Pick<ImportDependencies, 'glance'> {
  readonly id: string;
  readonly project: string;
  readonly token: string;
}

/** As Glance itself decides it. What is brought for everybody has to be there for everybody. */
async function mayRead({ visibility, owner }: GlanceImage, { id, project, token, glance }: ReadQuestion): Promise<boolean> {
  if (visibility === 'public' || visibility === 'community') return true;
  if (typeof owner === 'string' && owner === project) return true;
  return visibility === 'shared' && (await glance.isSharedWith(id, project, token));
}

/** Our own token may have been taken back: then once more, with another. */
async function withToken<Result>(identity: ImportDependencies['identity'], work: (token: string) => Promise<Result>): Promise<Result> {
  const token = await identity.ownToken();
  try {
    return await work(token);
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    return await work(await identity.ownToken(token));
  }
}

async function* passing(bytes: AsyncIterable<Uint8Array>, look: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    look(chunk);
    yield chunk;
  }
}
