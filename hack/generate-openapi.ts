/**
 * Writes the OpenAPI documents of the api-server to apis/openapi/, for reading and so that a change of the API shows in review. The server itself makes
 * them from the catalog.
 *   hack/generate-openapi.ts           writes them
 *   hack/generate-openapi.ts --check   writes nothing, and fails if they are not what it would write
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalog } from '#apis/catalog.ts';
import { openApiDocument } from '#cmd/api-server/openapi/openapi-document.ts';
import { openApiPath } from '#cmd/api-server/openapi/openapi-endpoints.ts';
import { ServedResources } from '#cmd/api-server/resources/served-resources.ts';

const directory = fileURLToPath(new URL('../apis/openapi', import.meta.url));

/** The documents by file name. They carry no version of the product, since they would change with each release and say the same. */
export function openApiFiles(): ReadonlyMap<string, string> {
  const { groupVersions } = new ServedResources(catalog);
  return new Map(
    groupVersions.map((groupVersion) => [
      `${openApiPath(groupVersion).replaceAll('/', '__')}.json`,
      `${JSON.stringify(openApiDocument(groupVersion, { productVersion: 'unversioned' }), undefined, 2)}\n`,
    ]),
  );
}

async function staleFiles(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const present = await presentFiles();
  const stale = present.filter((name) => !files.has(name));
  for (const [name, text] of files) {
    const found = present.includes(name) ? await readFile(join(directory, name), 'utf8') : undefined;
    if (found !== text) stale.push(name);
  }
  return stale;
}

async function write(files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const name of await presentFiles()) if (!files.has(name)) await rm(join(directory, name));
  for (const [name, text] of files) await writeFile(join(directory, name), text);
}

async function presentFiles(): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

if (import.meta.main) {
  const files = openApiFiles();
  if (!process.argv.includes('--check')) {
    await write(files);
  } else {
    const stale = await staleFiles(files);
    for (const name of stale)
      console.error(`apis/openapi/${name} is not what its generator makes: run hack/generate-openapi.ts and commit the result`);
    if (stale.length > 0) process.exitCode = 1;
  }
}
