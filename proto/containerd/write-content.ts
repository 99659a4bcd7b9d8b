import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import { containerd as wire } from '../generated/containerd.js';
import { ContainerdCallError, containerdCallErrorOf } from './containerd-call-error.ts';

export interface ContentWrite {
  /** Of this write; another one of the same name is given up for it. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly labels: Record<string, string>;
}

export interface WrittenContent {
  /** `sha256:…` */
  readonly digest: string;
  readonly size: number;
}

type WriteCall = ClientDuplexStream<wire.WriteContentRequest.$Properties, wire.WriteContentResponse>;

const path = '/containerd.services.content.v1.Content/Write';
const chunkBytes = 1024 * 1024;

/** Carries out one write on a call of `Content/Write`: the pieces, then the word that this was all. What is stored already is success. */
export async function writeContent(call: WriteCall, { name: ref, chunks, labels }: ContentWrite): Promise<WrittenContent> {
  const answers = new Answers(call);
  const hash = createHash('sha256');
  let offset = 0;
  try {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += chunkBytes) {
        const data = chunk.subarray(start, start + chunkBytes);
        hash.update(data);
        await answers.send({ action: wire.WriteAction.WRITE, ref, offset, data });
        offset += data.length;
      }
    }
    const digest = `sha256:${hash.digest('hex')}`;
    await answers.send({ action: wire.WriteAction.COMMIT, ref, offset, total: offset, expected: digest, labels }, { isLast: true });
    return { digest, size: offset };
  } finally {
    call.cancel();
  }
}

/** containerd answers every message once; the next one is sent when it has. */
class Answers {
  readonly #call: WriteCall;
  #failure: Error | undefined;
  #answered = Promise.withResolvers<void>();

  constructor(call: WriteCall) {
    this.#call = call;
    this.#answered.promise.catch(() => undefined);
    call.on('data', () => this.#answered.resolve());
    call.on('error', (error: ServiceError) => this.#fail(containerdCallErrorOf(path, error)));
    call.on('end', () => this.#fail(new ContainerdCallError(path, { code: 'UNAVAILABLE', details: 'containerd ended the write' })));
  }

  async send(message: wire.WriteContentRequest.$Properties, { isLast = false } = {}): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#answered = Promise.withResolvers();
    if (!this.#call.write(message)) await Promise.race([once(this.#call, 'drain'), this.#answered.promise]);
    try {
      await this.#answered.promise;
    } catch (error) {
      if (!(isLast && error instanceof ContainerdCallError && error.code === 'ALREADY_EXISTS')) throw error;
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#answered.reject(error);
  }
}
