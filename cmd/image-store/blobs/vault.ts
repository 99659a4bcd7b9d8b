import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { BlobDirectory, OpenBlob } from './blob-directory.ts';
import { publicProject, type LinkEntry, type ProjectLinks } from './project-links.ts';
import { Turns } from './turns.ts';

export interface VaultDependencies {
  readonly blobs: BlobDirectory;
  readonly links: ProjectLinks;
  readonly clock: Pick<Clock, 'now'>;
}

/** A file that is whole, checked and synced, on its way into the vault. */
export interface IncomingBlob {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly project: string;
  readonly purpose?: string;
}

/** Bytes with their owners: nobody gets to bytes but through a project that has sent them. */
export class Vault {
  readonly #dependencies: VaultDependencies;
  /** Bytes must not be removed for want of a link while somebody is about to make one. */
  readonly #turns = new Turns();

  constructor(dependencies: VaultDependencies) {
    this.#dependencies = dependencies;
  }

  /** The project that gives `project` the right to see these bytes: itself, or `public`. Undefined when there is none. */
  ownerFor(project: string, sha256: string): string | undefined {
    return [project, publicProject].find((each) => this.#dependencies.links.find(each, sha256) !== undefined);
  }

  /** The bytes as `project` may see them; undefined when it may not. Throws when they are gone from the directory, which is nobody's doing here. */
  async open(project: string, sha256: string): Promise<{ readonly owner: string; readonly blob: OpenBlob } | undefined> {
    const owner = this.ownerFor(project, sha256);
    if (owner === undefined) return undefined;
    const blob = await this.#dependencies.blobs.open(sha256);
    if (blob === undefined) throw new Error(`the bytes ${sha256} of project ${owner} are gone from the directory`);
    return { owner, blob };
  }

  usedBytes(project: string): number {
    return this.#dependencies.links.usedBytes(project);
  }

  /** Takes bytes in for a project. Durable when it resolves; the file is gone from its place. */
  async store({ path, sha256, sizeBytes, project, purpose }: IncomingBlob): Promise<void> {
    const { blobs, links, clock } = this.#dependencies;
    await this.#turns.take(async () => {
      await blobs.take(path, sha256);
      const madeAt = timestamp(clock.now());
      await links.put(project, sha256, { sizeBytes, madeAt, wasReferenced: false, ...(purpose === undefined ? {} : { purpose }) });
    });
  }

  links(): readonly LinkEntry[] {
    return this.#dependencies.links.entries();
  }

  /** Writes down that an object speaks of these bytes. */
  async markReferenced({ project, sha256 }: LinkEntry): Promise<void> {
    const { links } = this.#dependencies;
    await this.#turns.take(async () => {
      const link = links.find(project, sha256);
      if (link !== undefined && !link.wasReferenced) await links.put(project, sha256, { ...link, wasReferenced: true });
    });
  }

  /** Takes the bytes from a project, and away with them if no other has them. A link that was made anew since `entry` was read stays. */
  async unlink({ project, sha256, link }: LinkEntry): Promise<void> {
    const { blobs, links } = this.#dependencies;
    await this.#turns.take(async () => {
      if (links.find(project, sha256) !== link) return;
      await links.remove(project, sha256);
      if (!links.isLinked(sha256)) await blobs.remove(sha256);
    });
  }

  /** Removes bytes that came before `before` and that no project has, as a crash at the wrong moment leaves them. Returns how many. */
  async removeOrphans(before: Date): Promise<number> {
    const { blobs, links } = this.#dependencies;
    let count = 0;
    for (const { sha256, storedAt } of await blobs.list()) {
      if (storedAt >= before || links.isLinked(sha256)) continue;
      await this.#turns.take(async () => {
        if (links.isLinked(sha256)) return;
        await blobs.remove(sha256);
        count += 1;
      });
    }
    return count;
  }
}
