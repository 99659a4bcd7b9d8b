import { Duplex } from 'node:stream';
import type { ConsoleKind } from '../contract/abilities.ts';
import { DriverError, type Mark } from '../contract/driver.ts';
import type { FakeHost } from './fake-host.ts';
import { openFakeScreen } from './fake-screen.ts';

/** A terminal that shows what the guest has written, and then echoes what is typed; or a screen. */
export function openFakeConsole(host: FakeHost, { instanceUID }: Mark, kind: ConsoleKind): Duplex {
  const guest = host.guest(instanceUID);
  if (guest?.state.kind !== 'Running' && guest?.state.kind !== 'Paused') {
    throw new DriverError('Temporary', `open a console of guest ${instanceUID}: it does not run`);
  }
  if (kind === 'Graphical') return openFakeScreen(instanceUID);
  const greeting = guest.console.map((line) => `${line}\r\n`).join('');
  const console = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      console.push(chunk);
      done();
    },
    final: (done) => {
      console.push(null);
      done();
    },
  });
  console.push(greeting);
  return console;
}
