import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Keystone } from './keystone.ts';
import { LoopbackProgram } from './loopback-program.ts';

const script = fileURLToPath(new URL('../../hack/glance/serve.py', import.meta.url));

/** What an image is made with; the rest is Glance's to say. */
export interface GlanceDraft {
  readonly name: string;
  readonly visibility?: 'public' | 'private' | 'shared' | 'community';
  readonly disk_format?: string;
  readonly [property: string]: unknown;
}

/** A real Glance of one test file (Debian's, with SQLite and files), on a port of its own on loopback, that asks a {@link Keystone} about tokens. */
export class Glance {
  readonly url: string;
  readonly #program: LoopbackProgram;

  private constructor(url: string, program: LoopbackProgram) {
    this.url = url;
    this.#program = program;
  }

  /** Takes three seconds. */
  static async start({ keystone }: { readonly keystone: Pick<Keystone, 'url'> }): Promise<Glance> {
    const folder = await mkdtemp(join(tmpdir(), 'tycho-glance-'));
    const { program, line } = await LoopbackProgram.start({ name: 'Glance', program: script, flags: [folder, keystone.url], folder });
    return new Glance(line, program);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#program[Symbol.asyncDispose]();
  }

  /** Makes an image with bytes, and gives its id. */
  async createImage(token: string, draft: GlanceDraft, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const { id } = (await this.ask(token, 'POST', '', { disk_format: 'raw', container_format: 'bare', ...draft })) as {
      readonly id: string;
    };
    const answer = await fetch(`${this.url}/v2/images/${id}/file`, {
      method: 'PUT',
      headers: { 'x-auth-token': token, 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    if (answer.status !== 204) throw new Error(`Glance took no bytes: ${answer.status} ${await answer.text()}`);
    return id;
  }

  /** A request below `/v2/images`. Rejects when it is refused. */
  async ask(token: string, method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/v2/images${path}`, {
      method,
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Glance refuses ${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
