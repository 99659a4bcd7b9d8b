import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';

/** That a project may see some bytes, since it has sent them. */
export interface ProjectLink {
  readonly sizeBytes: number;
  /** RFC 3339. */
  readonly madeAt: string;
  /** What a host sent them for: begins with the uid of an Instance. Absent for people's uploads. */
  readonly purpose?: string;
  /** Whether an object of the project has ever spoken of these bytes. */
  readonly wasReferenced: boolean;
}

export interface LinkEntry {
  readonly project: string;
  readonly sha256: string;
  readonly link: ProjectLink;
}

/** The project that all others may read. */
export const publicProject = 'public';

/** As a namespace is named; nothing that could lead out of a directory. */
export const projectPattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Which project may see which bytes: one small file for each, `PROJECT/SHA256`, and all of it in memory. This process is the only writer. */
export class ProjectLinks {
  readonly #root: string;
  readonly #projects = new Map<string, Map<string, ProjectLink>>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** Reads what is there. Throws for a file that cannot be read: to go on would be to forget whose bytes are whose. */
  static async load({ root }: { readonly root: string }): Promise<ProjectLinks> {
    const links = new ProjectLinks(root);
    await mkdir(root, { recursive: true, mode: 0o700 });
    for (const project of await readdir(root)) {
      if (!projectPattern.test(project)) continue;
      for (const sha256 of await readdir(join(root, project))) {
        if (!/^[0-9a-f]{64}$/.test(sha256)) continue;
        const text = await readFile(join(root, project, sha256), 'utf8');
        links.#remember(project, sha256, JSON.parse(text) as ProjectLink);
      }
    }
    return links;
  }

  find(project: string, sha256: string): ProjectLink | undefined {
    return this.#projects.get(project)?.get(sha256);
  }

  /** Durable when it resolves. */
  async put(project: string, sha256: string, link: ProjectLink): Promise<void> {
    const folder = join(this.#root, project);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writePrivateFile(join(folder, sha256), `${JSON.stringify(link)}\n`);
    this.#remember(project, sha256, link);
  }

  async remove(project: string, sha256: string): Promise<void> {
    this.#projects.get(project)?.delete(sha256);
    await rm(join(this.#root, project, sha256), { force: true });
  }

  isLinked(sha256: string): boolean {
    return [...this.#projects.values()].some((links) => links.has(sha256));
  }

  /** The bytes that count as the project's. */
  usedBytes(project: string): number {
    return [...(this.#projects.get(project)?.values() ?? [])].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** All of them, as they are at this moment. */
  entries(): readonly LinkEntry[] {
    return [...this.#projects].flatMap(([project, links]) => [...links].map(([sha256, link]) => ({ project, sha256, link })));
  }

  #remember(project: string, sha256: string, link: ProjectLink): void {
    const links = this.#projects.get(project) ?? new Map<string, ProjectLink>();
    this.#projects.set(project, links.set(sha256, link));
  }
}
