import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { cacheDirectory } from '../cache-directory.ts';
import { CommandFailure } from '../command-failure.ts';
import { closestWord } from '../closest-word.ts';
import type { World } from '../world.ts';
import type { ApiResource } from './api-resource.ts';

export interface ResourceCatalogOptions {
  readonly world: Pick<World, 'clock' | 'environment' | 'homeDirectory'>;
  /** Whose catalog: what one user of one server sees is kept apart from the rest. */
  readonly server: string;
  readonly userName: string;
  readonly discover: () => Promise<readonly ApiResource[]>;
}

/** What kubectl trusts its own copy for. A word that is not in the copy makes us ask again, so a new kind never has to wait for that. */
const trustedSeconds = 6 * 60 * 60;

/** The types that the server has, by any of their names. A copy is kept on disk, so that most commands need not ask. */
export class ResourceCatalog {
  readonly #options: ResourceCatalogOptions;
  #resources: readonly ApiResource[] | undefined;
  #isFresh = false;

  constructor(options: ResourceCatalogOptions) {
    this.#options = options;
  }

  /**
   * The type that a user means by `servers`, `server`, `srv`, `Server` or `servers.compute.tycho.dev`; a category as `all` means several. Throws a
   * {@link CommandFailure} that proposes the closest name.
   */
  async named(word: string): Promise<readonly ApiResource[]> {
    const found = await this.#find((resources) => matches(resources, word));
    if (found !== undefined) return found;
    const known = (await this.all()).flatMap((each) => [each.plural, each.singular, ...each.shortNames]);
    const guess = closestWord(word, known);
    throw new CommandFailure(
      `the server has no type "${word}"${guess === undefined ? '; `tycho api-resources` lists what it has' : `; did you mean "${guess}"?`}`,
    );
  }

  /** The type of an object in a manifest. Throws a {@link CommandFailure}. */
  async ofKind(apiVersion: string, kind: string): Promise<ApiResource> {
    const found = await this.#find((resources) => {
      const resource = resources.find((each) => each.kind === kind && versionOf(each) === apiVersion);
      return resource === undefined ? undefined : [resource];
    });
    if (found?.[0] !== undefined) return found[0];
    throw new CommandFailure(whyUnknown(await this.all(), apiVersion, kind));
  }

  /** Every type. */
  async all(): Promise<readonly ApiResource[]> {
    this.#resources ??= this.#readCopy();
    return this.#resources ?? this.#ask();
  }

  async #find(
    choose: (resources: readonly ApiResource[]) => readonly ApiResource[] | undefined,
  ): Promise<readonly ApiResource[] | undefined> {
    const found = choose(await this.all());
    return found !== undefined || this.#isFresh ? found : choose(await this.#ask());
  }

  async #ask(): Promise<readonly ApiResource[]> {
    const resources = await this.#options.discover();
    this.#resources = resources;
    this.#isFresh = true;
    await this.#writeCopy(resources);
    return resources;
  }

  #readCopy(): readonly ApiResource[] | undefined {
    try {
      const ageMilliseconds = this.#options.world.clock.now().getTime() - statSync(this.#copyPath()).mtimeMs;
      if (ageMilliseconds > trustedSeconds * 1000) return undefined;
      const copy = JSON.parse(readFileSync(this.#copyPath(), 'utf8')) as {
        readonly format: number;
        readonly resources: readonly ApiResource[];
      };
      return copy.format === copyFormat ? copy.resources : undefined;
    } catch {
      // No copy, or not one that we can read: ask.
      return undefined;
    }
  }

  /** A copy that cannot be kept (a full disk, a read-only home) only costs time. */
  async #writeCopy(resources: readonly ApiResource[]): Promise<void> {
    try {
      mkdirSync(dirname(this.#copyPath()), { recursive: true, mode: 0o700 });
      await writePrivateFile(this.#copyPath(), JSON.stringify({ format: copyFormat, resources }));
    } catch {
      return;
    }
  }

  #copyPath(): string {
    const { world, server, userName } = this.#options;
    const owner = [server.replace(/^https?:\/\//, ''), userName].map((part) => encodeURIComponent(part).slice(0, 100)).join('@');
    return join(cacheDirectory(world), 'discovery', `${owner}.json`);
  }
}

/** Raised when what a copy holds changes shape. */
const copyFormat = 1;

function versionOf(resource: ApiResource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

function matches(resources: readonly ApiResource[], word: string): readonly ApiResource[] | undefined {
  const [first = '', ...rest] = word.toLowerCase().split('.');
  const suffix = rest.join('.');
  const inGroup = (each: ApiResource): boolean => suffix === '' || suffix === each.group || suffix === `${each.version}.${each.group}`;
  const one =
    resources.find((each) => (each.plural === first || each.singular === first || each.kind.toLowerCase() === first) && inGroup(each)) ??
    resources.find((each) => each.shortNames.includes(first) && inGroup(each));
  if (one !== undefined) return [one];
  const several = resources.filter((each) => each.categories.includes(first) && suffix === '');
  return several.length > 0 ? several : undefined;
}

function whyUnknown(resources: readonly ApiResource[], apiVersion: string, kind: string): string {
  const sameKind = resources.find((each) => each.kind === kind);
  if (sameKind !== undefined) return `the server has no ${kind} in apiVersion "${apiVersion}"; did you mean "${versionOf(sameKind)}"?`;
  const guess = closestWord(
    kind,
    resources.map((each) => each.kind),
  );
  return `the server has no kind "${kind}" in apiVersion "${apiVersion}"${guess === undefined ? '; `tycho api-resources` lists what it has' : `; did you mean "${guess}"?`}`;
}
