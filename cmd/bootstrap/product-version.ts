import { readFile } from 'node:fs/promises';

/** The version of this checkout or installation, as package.json states it. Throws when there is none. */
export async function readProductVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
