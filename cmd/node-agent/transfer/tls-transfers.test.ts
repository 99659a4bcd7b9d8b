import { connect } from 'node:tls';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';
import { createTLSTransfers } from './tls-transfers.ts';
import type { IncomingTransfer, OutgoingTransfer, TransferCredentials } from './transfer-service.ts';

const service = createTLSTransfers({ address: '127.0.0.1', clock: new SystemClock() });

interface Ends {
  readonly incoming: IncomingTransfer;
  readonly outgoing: OutgoingTransfer;
  readonly source: TransferCredentials;
  readonly giveUp: AbortController;
}

/** The two agents, introduced to each other as the control plane does it. */
async function introduced(): Promise<Ends> {
  const giveUp = new AbortController();
  const source = await service.createCredentials('two');
  const incoming = await service.listen({ transfer: 'two', peerCertificatePEM: source.certificatePEM, signal: giveUp.signal });
  const outgoing = service.dial({
    transfer: 'two',
    address: incoming.address,
    peerCertificatePEM: incoming.certificatePEM,
    credentials: source,
    signal: giveUp.signal,
  });
  return { incoming, outgoing, source, giveUp };
}

async function ended({ incoming, outgoing }: Ends): Promise<void> {
  await outgoing.close();
  await incoming.close();
}

/** However it came to that. */
function closed(stream: Duplex): Promise<void> {
  return new Promise((resolve) => (stream.closed ? resolve() : stream.once('close', () => resolve())));
}

describe('a transfer over TLS', () => {
  it('carries streams under their names, and the word that the right to run was given up', async () => {
    const ends = await introduced();
    const { incoming, outgoing } = ends;

    const [near, far] = await Promise.all([outgoing.connect('memory'), incoming.accept('memory')]);
    near.end('all of it');

    expect(await text(far)).toBe('all of it');
    const [heard] = await Promise.all([incoming.hearLeft(), outgoing.sayLeft()]);
    expect(heard).toBe(true);
    await ended(ends);
  });

  it('hears nothing when the other host goes without a word', async () => {
    const ends = await introduced();
    await ends.outgoing.connect('memory');
    const heard = ends.incoming.hearLeft();

    await ends.outgoing.close();

    expect(await heard).toBe(false);
    await ended(ends);
  });

  it('takes nobody but the host that it was told of, and goes to nobody else', async () => {
    const ends = await introduced();
    const stranger = await service.createCredentials('two');
    const { address, certificatePEM } = ends.incoming;
    const signal = new AbortController().signal;
    const fromStranger = service.dial({ transfer: 'two', address, peerCertificatePEM: certificatePEM, credentials: stranger, signal });
    const toStranger = service.dial({
      transfer: 'two',
      address,
      peerCertificatePEM: stranger.certificatePEM,
      credentials: ends.source,
      signal,
    });

    await expect(toStranger.connect('memory')).rejects.toThrow(/reach the other host at 127\.0\.0\.1:\d+/);
    // With TLS 1.3 the one who dials learns it with the first answer.
    const stream = await fromStranger.connect('left').catch(() => undefined);
    if (stream !== undefined) await closed(stream);
    const { host, port } = parseAddress(address);
    const nameless = connect({ host, port, ca: [certificatePEM], checkServerIdentity: () => undefined });
    nameless.on('error', () => undefined);
    await closed(nameless);
    ends.giveUp.abort(new Error('given up'));
    await expect(ends.incoming.accept('memory')).rejects.toThrow('given up');
    await ended(ends);
  });

  it('listens no more once it is over', async () => {
    const ends = await introduced();
    await ended(ends);

    const late = service.dial({
      transfer: 'two',
      address: ends.incoming.address,
      peerCertificatePEM: ends.incoming.certificatePEM,
      credentials: ends.source,
      signal: new AbortController().signal,
    });

    await expect(late.connect('memory')).rejects.toThrow('reach the other host');
  });
});
