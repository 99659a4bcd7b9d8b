import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/**
 * What an import names: a file of this repository (as a path from its root, with slashes), an outside package, or one of Node's own modules.
 * The file need not exist; whether it does is the compiler's business.
 */
export type ImportTarget =
  | { readonly kind: 'File'; readonly path: string }
  | { readonly kind: 'Package'; readonly name: string }
  | { readonly kind: 'Builtin'; readonly name: string };

/** Resolves `specifier` as written in `importer`, a path from the repository's root. `#apis/x.ts` is package.json's word for `apis/x.ts`. */
export function importTarget(specifier: string, importer: string): ImportTarget {
  if (specifier.startsWith('#')) {
    return { kind: 'File', path: posix.normalize(specifier.slice(1)) };
  }
  if (specifier.startsWith('.')) {
    return { kind: 'File', path: posix.join(posix.dirname(importer), specifier) };
  }
  if (isBuiltin(specifier)) {
    return { kind: 'Builtin', name: specifier.replace(/^node:/, '') };
  }
  const segments = specifier.split('/');
  return { kind: 'Package', name: segments.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}
