import { expect, it } from 'vitest';
import { openFakeScreen } from './fake-screen.ts';

it('greets as RFB does, and tells its size and name to whoever says the right words', () => {
  const screen = openFakeScreen('web');
  const said = (): string => ((screen.read() as Buffer | null) ?? Buffer.alloc(0)).toString('latin1');

  expect(said()).toBe('RFB 003.008\n');
  screen.write('RFB 003');
  expect(said()).toBe('');
  screen.write('.008\n');
  expect(said()).toBe('\x01\x01');
  screen.write(Buffer.from([1]));
  expect(said()).toBe('\0\0\0\0');
  screen.write(Buffer.from([1]));
  const size = said();
  expect(size.slice(0, 4)).toBe('\0\x02\0\x02');
  expect(size.slice(20)).toBe('\0\0\0\x03web');
  screen.write('whatever is typed');
  expect(said()).toBe('');
});

it('ends for a client that speaks something else', async () => {
  const screen = openFakeScreen('web').resume();
  const ended = new Promise((resolve) => screen.once('end', resolve));

  screen.write('GET / HTTP/1.1\r\n');

  expect(await ended).toBeUndefined();
});
