import type { Clock } from '#apis/machinery/clock.ts';
import { uploadOffsetHeader } from '#proto/image-store/image-store-message.ts';
import { InvalidLinkError, readLink, type LinkGrant } from '#proto/image-store/link-token.ts';
import type { Vault } from '../blobs/vault.ts';
import type { LinkUse, UsedLinks } from '../links/used-links.ts';
import type { ImageRecords, ImageReference } from '../projects/image-records.ts';
import { nothingThere, StoreRefusal } from '../store-refusal.ts';
import type { UploadDesk } from '../uploads/upload-desk.ts';
import type { Upload } from '../uploads/upload.ts';
import { answerJSON, answerNothing, bodyOf, type Exchange } from './answer.ts';
import { sentRange } from './byte-range.ts';
import type { ReaderSlots } from './reader-slots.ts';
import { sendBlob } from './send-blob.ts';

export interface LinkEndpointsDependencies {
  readonly key: Uint8Array;
  readonly vault: Vault;
  readonly uploads: UploadDesk;
  readonly usedLinks: UsedLinks;
  readonly images: Pick<ImageRecords, 'requireWaiting' | 'markReady'>;
  readonly slots: ReaderSlots;
  readonly clock: Pick<Clock, 'now'>;
}

/** What a one-time URL allows. A link is used up when it has done what it is for; until then it may be tried again. Throws {@link StoreRefusal}. */
export class LinkEndpoints {
  readonly #dependencies: LinkEndpointsDependencies;

  constructor(dependencies: LinkEndpointsDependencies) {
    this.#dependencies = dependencies;
  }

  async answer(exchange: Exchange, token: string): Promise<void> {
    const grant = this.#read(token);
    const { method } = exchange.request;
    if (method !== 'HEAD' && method !== grant.method) {
      throw new StoreRefusal('MethodNotAllowed', `this link is for ${grant.method}`);
    }
    const { usedLinks, clock } = this.#dependencies;
    if (method === 'HEAD') {
      usedLinks.check(grant, clock.now());
      await (grant.method === 'GET' ? this.#download(exchange, grant) : this.#tellOffset(exchange, grant));
      return;
    }
    const work = (): Promise<LinkUse> => (grant.method === 'GET' ? this.#download(exchange, grant) : this.#upload(exchange, grant));
    await usedLinks.using(grant, clock.now(), { work, cut: () => exchange.request.socket.destroy() });
  }

  #read(token: string): LinkGrant {
    try {
      return readLink(token, this.#dependencies.key);
    } catch (error) {
      if (error instanceof InvalidLinkError) throw nothingThere();
      throw error;
    }
  }

  async #download(exchange: Exchange, { project, sha256 = '' }: LinkGrant): Promise<LinkUse> {
    const { vault, slots } = this.#dependencies;
    const found = await vault.open(project, sha256);
    if (found === undefined) throw nothingThere();
    return (await sendBlob(exchange, { sha256, ...found }, slots)) === 'ToTheEnd' ? { kind: 'UsedUp' } : unused;
  }

  #tellOffset(exchange: Exchange, grant: LinkGrant): void {
    const upload = this.#dependencies.uploads.look(ownerOf(grant));
    answerNothing(exchange, 200, { [uploadOffsetHeader]: String(upload?.offsetBytes ?? 0) });
  }

  async #upload(exchange: Exchange, grant: LinkGrant): Promise<LinkUse> {
    const { uploads, images } = this.#dependencies;
    const reference = imageOf(grant);
    await answered(images.requireWaiting(reference));
    const part = partOf(exchange);
    const { upload } = await uploads.begin(ownerOf(grant), part.totalBytes);
    // They may be here already, from a try at whose end the Image could not be told.
    if (upload.record.finished === undefined) await uploads.append(upload, part.start, bodyOf(exchange));
    if (!isLastPart(part, upload)) {
      answerNothing(exchange, 202, { [uploadOffsetHeader]: String(upload.offsetBytes) });
      return unused;
    }
    exchange.request.socket.setTimeout(0);
    const { sha256 } = grant;
    const stored = await uploads.finish(upload, {
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(part.totalBytes === undefined ? {} : { sizeBytes: part.totalBytes }),
    });
    await answered(images.markReady(reference, stored));
    return { kind: 'UsedUp', answer: () => answerJSON(exchange, 201, stored) };
  }
}

const unused: LinkUse = { kind: 'Unused' };

/** What an api-server that does not answer fails with is no fault of whoever asks us. */
async function answered<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof StoreRefusal) throw cause;
    throw new StoreRefusal('Busy', 'the control plane cannot be asked about this image now', { retryAfterSeconds: 5, cause });
  }
}

/** The part of the bytes that a request carries. Without `Content-Range` it carries all. */
interface SentPart {
  readonly start: number | 'Beginning';
  /** Number of the last byte; undefined when the request's own end says it. */
  readonly end: number | undefined;
  readonly totalBytes: number | undefined;
}

function partOf({ request }: Exchange): SentPart {
  const header = request.headers['content-range'];
  if (header === undefined) {
    const length = request.headers['content-length'];
    return { start: 'Beginning', end: undefined, totalBytes: length === undefined ? undefined : Number(length) };
  }
  const range = sentRange(header);
  if (range === undefined) throw new StoreRefusal('BadRequest', `Content-Range: "${header}" is not bytes START-END/TOTAL`);
  return range;
}

function isLastPart({ totalBytes }: SentPart, { offsetBytes }: Upload): boolean {
  return totalBytes === undefined || offsetBytes >= totalBytes;
}

function ownerOf({ id, project, image }: LinkGrant): { readonly owner: string; readonly project: string; readonly purpose: string } {
  return { owner: `link:${id}`, project, purpose: `image/${image?.uid}` };
}

function imageOf({ project, image }: LinkGrant): ImageReference {
  if (image === undefined) throw nothingThere();
  return { project, ...image };
}
