import { PassThrough, type Duplex } from 'node:stream';
import { duplexPair } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { startQMP, type QMPClientOptions, type QMPEvent } from './qmp-client.ts';
import { QMPClosedError, QMPCommandError, QMPProtocolError, QMPTimeoutError } from './qmp-error.ts';

const greeting = { QMP: { version: {}, capabilities: [] } };

/** The other end of the wire: answers each command with what `answer` gives, or not at all. */
function monitor(answer: (command: { execute: string; arguments?: Record<string, unknown>; id: number }) => object | undefined) {
  const [ours, theirs] = duplexPair();
  const say = (message: object): boolean => theirs.write(`${JSON.stringify(message)}\n`);
  say(greeting);
  let text = '';
  theirs.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const command = JSON.parse(text.slice(0, end)) as { execute: string; id: number };
      text = text.slice(end + 1);
      const reply = command.execute === 'qmp_capabilities' ? { return: {} } : answer(command);
      if (reply !== undefined) say({ ...reply, id: command.id });
    }
  });
  return { stream: ours, theirs, say };
}

function start(stream: Duplex, options: Partial<QMPClientOptions> = {}) {
  return startQMP(stream, { clock: new SystemClock(), timeoutMilliseconds: 1000, ...options });
}

describe('QMPClient', () => {
  it('gives each command its own answer, whatever their order', async () => {
    const held: object[] = [];
    const { stream, say } = monitor((command) => {
      held.push({ return: command.execute, id: command.id });
      return undefined;
    });
    const client = await start(stream);

    const answers = Promise.all([client.execute('first'), client.execute('second')]);
    await expect.poll(() => held.length).toBe(2);
    held.toReversed().forEach(say);

    expect(await answers).toEqual(['first', 'second']);
  });

  it('sends arguments and turns an error into one with its class', async () => {
    const { stream } = monitor((command) => ({ error: { class: 'DeviceNotFound', desc: `no ${String(command.arguments?.['device'])}` } }));
    const client = await start(stream);

    const failure = client.execute('eject', { device: 'cd0' });

    await expect(failure).rejects.toThrow(QMPCommandError);
    await expect(failure).rejects.toMatchObject({ errorClass: 'DeviceNotFound', message: 'QEMU refused eject: no cd0 (DeviceNotFound)' });
  });

  it('hands on events, also between a command and its answer', async () => {
    const events: QMPEvent[] = [];
    const { stream, say } = monitor(() => {
      say({ event: 'SHUTDOWN', data: { guest: true }, timestamp: {} });
      return { return: {} };
    });
    const client = await start(stream, { onEvent: (event) => events.push(event) });

    await client.execute('system_powerdown');

    expect(events).toEqual([{ name: 'SHUTDOWN', data: { guest: true } }]);
  });

  it('gives up on a command without an answer and ignores the late one', async () => {
    const { stream, say } = monitor((command) => (command.execute === 'slow' ? undefined : { return: 'fine' }));
    const client = await start(stream);

    await expect(client.execute('slow', {}, { timeoutMilliseconds: 5 })).rejects.toThrow(QMPTimeoutError);
    say({ return: 'late', id: 2 });

    expect(await client.execute('quick')).toBe('fine');
  });

  it('rejects what waits when the connection ends, and everything after', async () => {
    let closedCount = 0;
    const { stream, theirs } = monitor(() => undefined);
    const client = await start(stream, { onClose: () => (closedCount += 1) });

    const waiting = client.execute('query-status');
    theirs.destroy();

    await expect(waiting).rejects.toThrow(QMPClosedError);
    await expect(client.execute('query-status')).rejects.toThrow(QMPClosedError);
    expect(client.isOpen).toBe(false);
    expect(closedCount).toBe(1);
  });

  it('refuses a peer that does not speak the protocol', async () => {
    const stream = new PassThrough();
    const started = start(stream);
    stream.push('SSH-2.0-OpenSSH\r\n');

    await expect(started).rejects.toThrow(QMPProtocolError);
    expect(stream.destroyed).toBe(true);
  });

  it('waits for a greeting only so long', async () => {
    await expect(start(new PassThrough(), { timeoutMilliseconds: 5 })).rejects.toThrow(QMPTimeoutError);
  });

  it('takes no more commands than it can keep track of', async () => {
    const { stream } = monitor(() => undefined);
    const client = await start(stream);
    const waiting = Array.from({ length: 64 }, () => client.execute('query-status').catch((error: unknown) => error));

    await expect(client.execute('query-status')).rejects.toThrow(QMPTimeoutError);

    client.close();
    expect(await Promise.all(waiting)).toSatisfy((errors: unknown[]) => errors.every((error) => error instanceof QMPClosedError));
  });
});
