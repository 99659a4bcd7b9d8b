import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { indexTar, type TarMember } from './tar-index.ts';

/** An image layout of the Open Container Initiative (image specification 1.1), as a tar file. */
export interface OCIImage {
  /** Each layer as it lies in the file, from the bottom up; its bytes are checked. */
  readonly layers: readonly (() => ReturnType<typeof createReadStream>)[];
  readonly configuration: OCIConfiguration;
}

/** What the image says about its first process. */
export interface OCIConfiguration {
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly User?: string;
  readonly StopSignal?: string;
}

interface Descriptor {
  readonly digest?: string;
  readonly mediaType?: string;
  readonly platform?: { readonly os?: string; readonly architecture?: string };
}

/** Of an index, a manifest or a configuration. */
const maximumDocumentBytes = 4 * 1024 * 1024;
const deepestIndex = 3;
const mostLayers = 512;

/** Reads the one image in the file that is for this architecture (as `uname -m` says it). Throws RangeError when there is none. */
export async function readOCILayout(path: string, architecture: string): Promise<OCIImage> {
  const file = await open(path, 'r');
  try {
    return await new Layout(path, file, await indexTar(file)).read(architecture);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new RangeError(`it is no OCI image layout: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await file.close();
  }
}

class Layout {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #members: ReadonlyMap<string, TarMember>;

  constructor(path: string, file: FileHandle, members: ReadonlyMap<string, TarMember>) {
    this.#path = path;
    this.#file = file;
    this.#members = members;
  }

  async read(architecture: string): Promise<OCIImage> {
    const { manifests } = (await this.#document('index.json')) as { readonly manifests?: readonly Descriptor[] };
    const manifest = await this.#manifest(manifests, architecture, 1);
    const { config } = (await this.#blobDocument(manifest.config)) as { readonly config?: OCIConfiguration };
    const layers = manifest.layers ?? [];
    if (layers.length === 0 || layers.length > mostLayers) throw new RangeError(`its image has ${layers.length} layers`);
    const members: TarMember[] = [];
    for (const layer of layers) members.push(await this.#checkedBlob(layer));
    return { configuration: config ?? {}, layers: members.map((member) => () => this.#stream(member)) };
  }

  /** An index may name images of several architectures, and other indexes. */
  async #manifest(
    descriptors: readonly Descriptor[] | undefined,
    architecture: string,
    depth: number,
  ): Promise<{ readonly config?: Descriptor; readonly layers?: readonly Descriptor[] }> {
    const wanted = architectureNames[architecture] ?? architecture;
    const fitting = (descriptors ?? []).filter(
      ({ platform }) => platform === undefined || (platform.os === 'linux' && platform.architecture === wanted),
    );
    const [chosen] = fitting;
    if (chosen === undefined) throw new RangeError(`it holds no image for linux on ${wanted}`);
    const document = (await this.#blobDocument(chosen)) as { readonly manifests?: readonly Descriptor[]; readonly config?: Descriptor };
    if (document.manifests === undefined) return document;
    if (depth === deepestIndex) throw new RangeError('its indexes name each other');
    return this.#manifest(document.manifests, architecture, depth + 1);
  }

  #stream({ offset, sizeBytes }: TarMember): ReturnType<typeof createReadStream> {
    return createReadStream(this.#path, { start: offset, end: offset + sizeBytes - 1 });
  }

  async #checkedBlob(descriptor: Descriptor): Promise<TarMember> {
    const { member, sum } = this.#blob(descriptor);
    const hash = createHash('sha256');
    if (member.sizeBytes > 0) for await (const chunk of this.#stream(member)) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sum) throw new RangeError(`its blob ${descriptor.digest} is damaged`);
    return member;
  }

  #blob({ digest = '' }: Descriptor): { readonly member: TarMember; readonly sum: string } {
    const sum = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    const member = sum === undefined ? undefined : this.#members.get(`blobs/sha256/${sum}`);
    if (sum === undefined || member === undefined)
      throw new RangeError(`it is no complete OCI image layout: the blob "${digest}" is not in it`);
    return { member, sum };
  }

  async #blobDocument(descriptor: Descriptor | undefined): Promise<unknown> {
    const { sum } = this.#blob(descriptor ?? {});
    await this.#checkedBlob(descriptor ?? {});
    return this.#document(`blobs/sha256/${sum}`);
  }

  async #document(name: string): Promise<unknown> {
    const member = this.#members.get(name);
    if (member === undefined) throw new RangeError(`it is no OCI image layout: ${name} is not in it`);
    if (member.sizeBytes > maximumDocumentBytes) throw new RangeError(`its ${name} is too long`);
    const { buffer } = await this.#file.read(Buffer.alloc(member.sizeBytes), 0, member.sizeBytes, member.offset);
    const value = JSON.parse(buffer.toString('utf8')) as unknown;
    if (typeof value !== 'object' || value === null) throw new RangeError(`its ${name} is no object`);
    return value;
  }
}

/** Go's names, which the specification takes. */
const architectureNames: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };
