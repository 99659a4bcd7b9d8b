import { readFile } from 'node:fs/promises';
import { writePrivateFile } from './private-files.ts';

/** Where a process listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0 asks for any free port. */
  readonly port: number;
}

/** Says to others which port was taken: the file holds one line, `HOST:PORT`. Written once the port answers. */
export async function writePortFile(path: string, address: ListenAddress): Promise<void> {
  await writePrivateFile(path, `${formatAddress(address)}\n`);
}

/** The inverse of {@link writePortFile}. Throws when the file is not there (yet). */
export async function readPortFile(path: string): Promise<ListenAddress> {
  return parseAddress((await readFile(path, 'utf8')).trim());
}

/** Reads `127.0.0.1:6443`, `localhost:0` or `[::1]:6443`, the form of all `--listen` flags. Throws a RangeError that says what is wrong. */
export function parseAddress(text: string): ListenAddress {
  const match = /^(?:\[(?<bracketed>[0-9a-fA-F:.]+)\]|(?<plain>[^:[\]\s]+)):(?<port>\d{1,5})$/.exec(text);
  const host = match?.groups?.['bracketed'] ?? match?.groups?.['plain'];
  const port = Number(match?.groups?.['port']);
  if (host === undefined || !(port <= 65_535)) {
    throw new RangeError(`address "${text}" is not HOST:PORT, as 127.0.0.1:6443 or [::1]:0`);
  }
  return { host, port };
}

/** The inverse of {@link parseAddress}. */
export function formatAddress(address: ListenAddress): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
