import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '#test/harness/collect.ts';
import { ConflictError, InternalError, NotFoundError, ServiceUnavailableError } from '../machinery/errors.ts';
import { errorFromEvent, readJSON, readLines } from './response-body.ts';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const size of [...sizes, bytes.length]) {
    if (start < bytes.length) yield bytes.subarray(start, start + size);
    start += size;
  }
}

function response(status: number, body: string): { status: number; headers: Record<string, string>; body: AsyncIterable<Uint8Array> } {
  return { status, headers: {}, body: inChunks(Buffer.from(body), []) };
}

describe('readLines', () => {
  it('finds the same lines however the bytes are cut, characters of several bytes included', async () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.integer({ min: 1, max: 5 })), async (lines, sizes) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));

        const found = await collect(readLines(inChunks(bytes, sizes)));

        expect(found).toEqual(lines);
      }),
    );
  });

  it('leaves out a last line that was cut off', async () => {
    expect(await collect(readLines(inChunks(Buffer.from('whole\n{"type":"MODI'), [])))).toEqual(['whole']);
  });
});

describe('readJSON', () => {
  it('turns a Status into the error class of its reason', async () => {
    const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason: 'Conflict', message: 'changed', code: 409 };

    await expect(readJSON(response(409, JSON.stringify(status)))).rejects.toThrow(new ConflictError('changed'));
  });

  it('judges an answer that is no Status by its code', async () => {
    await expect(readJSON(response(404, '404 page not found'))).rejects.toThrow(NotFoundError);
    await expect(readJSON(response(503, ''))).rejects.toThrow(ServiceUnavailableError);
  });
});

describe('errorFromEvent', () => {
  it('makes an error even of what is no Status', () => {
    expect(errorFromEvent({ some: 'thing' })).toBeInstanceOf(InternalError);
  });
});
