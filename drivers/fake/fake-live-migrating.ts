import { readMessage, writeMessage } from '../contract/message-line.ts';
import { DriverError, type Mark } from '../contract/driver.ts';
import type { LiveMigrating } from '../contract/live-migrating.ts';
import { devicesOf } from './fake-devices.ts';
import type { FakeGuest } from './fake-guest.ts';
import type { FakeHost } from './fake-host.ts';

/** Takes the time and fails as often as the guest's script says. */
type Perform = (step: 'send' | 'receive', mark: Mark, signal: AbortSignal) => Promise<void>;

type Sent = Pick<FakeGuest, 'console' | 'rootDisk' | 'passwords'> & { readonly startedAt: string };

/** A fake guest is a few lines of text: they are sent in one message, and the other end says that it has them. */
export function createFakeLiveMigrating(host: FakeHost, perform: Perform): LiveMigrating {
  return {
    send: async (mark, { connect, signal, onProgress }) => {
      requireRunning(host, mark);
      const stream = await connect('guest');
      stream.on('error', () => undefined);
      try {
        onProgress(progress('Memory', 0));
        await perform('send', mark, signal);
        const guest = requireRunning(host, mark);
        host.hold(mark.instanceUID);
        const { console, rootDisk, passwords, state } = guest;
        const sent: Sent = {
          console,
          ...(rootDisk === undefined ? {} : { rootDisk }),
          ...(passwords === undefined ? {} : { passwords }),
          startedAt: state.startedAt.toISOString(),
        };
        writeMessage(stream, sent);
        await unlessAborted(readMessage(stream), signal);
        onProgress(progress('Handover', 1));
      } catch (error) {
        host.resume(mark.instanceUID);
        throw error;
      } finally {
        stream.destroy();
      }
    },
    receive: async (guest, { accept, signal }) => {
      const { mark } = guest;
      const stream = await unlessAborted(accept('guest'), signal);
      stream.on('error', () => undefined);
      const { startedAt, ...sent } = (await unlessAborted(readMessage(stream), signal)) as Sent;
      await perform('receive', mark, signal);
      host.arrive(mark.instanceUID, { ...sent, startedAt: new Date(startedAt) }, devicesOf(guest));
      writeMessage(stream, { isWhole: true });
      stream.end();
    },
    admit: (mark) => Promise.resolve(host.resume(mark.instanceUID)),
  };
}

type RunningGuest = FakeGuest & { readonly state: { readonly kind: 'Running'; readonly startedAt: Date } };

function requireRunning(host: FakeHost, { instanceUID }: Mark): RunningGuest {
  const guest = host.guest(instanceUID);
  if (guest?.state.kind === 'Running') return guest as RunningGuest;
  throw new DriverError('Temporary', `send guest ${instanceUID}: it does not run`);
}

function progress(stage: 'Memory' | 'Handover', share: number): Parameters<Parameters<LiveMigrating['send']>[1]['onProgress']>[0] {
  const bytes = 1024 ** 2;
  return {
    stage,
    diskTotalBytes: 0,
    diskSentBytes: 0,
    memoryTotalBytes: bytes,
    memorySentBytes: share * bytes,
    memoryRemainingBytes: (1 - share) * bytes,
  };
}

/** Rejects with the signal's reason as soon as that is aborted, and leaves nothing with it. */
async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
