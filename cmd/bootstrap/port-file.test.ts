import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress, readPortFile, writePortFile } from './port-file.ts';

describe('parseAddress', () => {
  it('reads names, IPv4 and IPv6 addresses and writes them back alike', () => {
    for (const text of ['127.0.0.1:6443', 'localhost:0', '[::1]:65535']) {
      expect(formatAddress(parseAddress(text))).toBe(text);
    }
  });

  it('refuses what has no port, no host or a port that cannot be', () => {
    for (const text of ['127.0.0.1', ':80', '::1:80', 'a:65536', 'a:b', '']) {
      expect(() => parseAddress(text)).toThrow('is not HOST:PORT');
    }
  });
});

describe('writePortFile', () => {
  it('is read back by readPortFile', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'port-file-')), 'port');

    await writePortFile(path, { host: '::1', port: 4711 });

    expect(await readPortFile(path)).toEqual({ host: '::1', port: 4711 });
  });
});
