import { describe, expect, it } from 'vitest';
import type { WatchCall, WatchListener } from '#proto/etcd/etcd-channel.ts';
import { EtcdCallError } from '#proto/etcd/etcd-call-error.ts';
import { etcd } from '#proto/generated/etcd.js';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { WatchStream } from './watch-stream.ts';

const patience = { quietMilliseconds: 1000, answerMilliseconds: 500 };

/** The server's end of a stream. */
class FakeEtcd implements WatchCall {
  readonly requests: etcd.WatchRequest.$Properties[] = [];
  /** Whether it answers when it is asked for a word. */
  answers = false;
  state: 'Flowing' | 'Paused' | 'Cancelled' | 'Abandoned' = 'Flowing';
  #listener: WatchListener | undefined;

  openWatch(listener: WatchListener): Promise<WatchCall> {
    this.#listener = listener;
    return Promise.resolve(this);
  }

  say(revision: number): void {
    this.#listener!.response(Object.assign(new etcd.WatchResponse(), { header: { revision } }));
  }

  end(): void {
    this.#listener!.ended(new EtcdCallError('/Watch', { code: 'UNAVAILABLE', details: 'gone', sent: true }));
  }

  send(request: etcd.WatchRequest.$Properties): void {
    this.requests.push(request);
    if (this.answers && request.progressRequest !== undefined) this.say(7);
  }

  pause(): void {
    this.state = 'Paused';
  }

  resume(): void {
    this.state = 'Flowing';
  }

  cancel(): void {
    this.state = 'Cancelled';
  }

  abandon(): void {
    this.state = 'Abandoned';
  }
}

async function aStream(): Promise<{ readonly stream: WatchStream; readonly server: FakeEtcd; readonly clock: VirtualClock }> {
  const server = new FakeEtcd();
  const clock = new VirtualClock();
  const stream = await WatchStream.open({ channel: server, clock, fromRevision: 7, patience });
  return { stream, server, clock };
}

describe('WatchStream', () => {
  it('asks for all that makes whole revisions with the values before them', async () => {
    const { server } = await aStream();

    expect(server.requests).toMatchObject([{ createRequest: { startRevision: 7, fragment: true, progressNotify: true } }]);
  });

  it('lives on while etcd answers when asked', async () => {
    const { stream, server, clock } = await aStream();
    const next = stream.next();

    server.answers = true;
    await clock.advance(6_000);

    await expect(next).resolves.toMatchObject({ header: { revision: 7 } });
    expect(server.requests.filter(({ progressRequest }) => progressRequest !== undefined).length).toBeGreaterThan(2);
    expect(server.state).toBe('Flowing');
  });

  it('is given up with its connection when etcd says nothing although it was asked', async () => {
    const { stream, server, clock } = await aStream();
    const next = stream.next();

    const ending = next.catch((error: unknown) => error);
    await clock.advance(1500);

    expect(await ending).toEqual(new Error('etcd has said nothing for 1500 ms, although it was asked to'));
    expect(server.state).toBe('Abandoned');
  });

  it('makes etcd wait for a slow reader, and does not take that for silence', async () => {
    const { stream, server, clock } = await aStream();
    for (let revision = 1; revision <= 8; revision += 1) server.say(revision);
    expect(server.state).toBe('Paused');

    await clock.advance(60_000);
    const revisions = [];
    for (let taken = 0; taken < 8; taken += 1) revisions.push((await stream.next())?.header?.revision);

    expect(revisions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(server.state).toBe('Flowing');
    expect(server.requests).toHaveLength(1);
  });

  it('gives what came before its end, and then its end', async () => {
    const { stream, server } = await aStream();
    server.say(7);
    server.end();

    await expect(stream.next()).resolves.toMatchObject({ header: { revision: 7 } });
    await expect(stream.next()).rejects.toThrow('gone');
  });
});
