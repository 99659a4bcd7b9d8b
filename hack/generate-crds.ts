/**
 * Writes a CustomResourceDefinition of each of our kinds to manifests/crds/, from the schemas by which the api-server itself checks them.
 *   hack/generate-crds.ts
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { catalog } from '#apis/catalog.ts';
import { crdDocument, crdName } from './crds/crd-document.ts';

/** The documents by file name. */
export function crdFiles(): ReadonlyMap<string, string> {
  const own = catalog.filter(({ group }) => group.endsWith('.tycho.dev'));
  return new Map(
    [...Map.groupBy(own, crdName)].map(([name, versions]) => [
      `${name}.yaml`,
      heading + stringify(crdDocument(versions), { lineWidth: 140 }),
    ]),
  );
}

const heading = '# Made by hack/generate-crds.ts from the schemas in apis/. Do not edit.\n';

if (import.meta.main) {
  const directory = fileURLToPath(new URL('../manifests/crds/', import.meta.url));
  const files = crdFiles();
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) if (name.endsWith('.yaml') && !files.has(name)) rmSync(`${directory}${name}`);
  for (const [name, text] of files) writeFileSync(`${directory}${name}`, text);
}
