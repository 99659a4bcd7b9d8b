import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesResponse, type ApiResponse } from '../exchange/api-response.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';

/**
 * The pages that open a console in a browser, and the two programs that they need: xterm.js and noVNC, as their packages bring them. Nothing on them is
 * secret: what counts is the token in the query of the page.
 */
export function consolePages(): ReadonlyMap<string, PathEndpoint> {
  const pages = ['serial', 'graphical'].map(
    (name) => [`/console/${name}`, page(fileURLToPath(new URL(`pages/${name}.html`, import.meta.url)))] as const,
  );
  const scripts = ['serial.js', 'graphical.js', 'console.css'].map(
    (name) => [`/console/${name}`, page(fileURLToPath(new URL(`pages/${name}`, import.meta.url)))] as const,
  );
  return new Map([...pages, ...scripts, ...terminalFiles(), ...screenFiles()]);
}

const resolver = createRequire(import.meta.url);

function terminalFiles(): readonly (readonly [string, PathEndpoint])[] {
  const files = {
    'xterm.mjs': '@xterm/xterm/lib/xterm.mjs',
    'xterm.css': '@xterm/xterm/css/xterm.css',
    'fit.mjs': '@xterm/addon-fit/lib/addon-fit.mjs',
  };
  return Object.entries(files).map(([name, file]) => [`/console/xterm/${name}`, page(resolver.resolve(file))] as const);
}

/** noVNC is a tree of modules that import each other by relative paths. */
function screenFiles(): readonly (readonly [string, PathEndpoint])[] {
  const root = dirname(dirname(resolver.resolve('@novnc/novnc')));
  return ['core', 'vendor'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/console/novnc/${relative(root, file)}`, page(file)] as const;
      }),
  );
}

/** Read when somebody asks for it, which is rare, and not kept. */
function page(file: string): PathEndpoint {
  const type = mediaTypes[file.slice(file.lastIndexOf('.'))] ?? 'application/octet-stream';
  return (): ApiResponse => bytesResponse(200, type, readFileSync(file), headers);
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
};

const headers = {
  // What a guest writes is shown here: it can load nothing from anywhere else, and the page cannot be put into another one.
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
