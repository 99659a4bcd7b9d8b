import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A bare repository and somebody who commits and pushes to it, with the real git, in a directory of their own. */
export class GitRepository {
  readonly directory: string;
  readonly bare: string;
  readonly #work: string;
  readonly #settings: readonly string[];

  private constructor(directory: string, settings: readonly string[]) {
    this.directory = directory;
    this.bare = join(directory, 'cloud.git');
    this.#work = join(directory, 'work');
    this.#settings = settings;
  }

  /** `settings` are those of the one who commits, as `user.signingkey=…`. */
  static async create(settings: readonly string[] = []): Promise<GitRepository> {
    const repository = new GitRepository(await mkdtemp(join(tmpdir(), 'tycho-git-')), settings);
    await repository.git('init', '--quiet', '--bare', '--initial-branch=main', repository.bare);
    await repository.git('init', '--quiet', '--initial-branch=main', repository.#work);
    return repository;
  }

  /** For a GitSync that may read files. */
  get url(): string {
    return `file://${this.bare}`;
  }

  /** Writes files, `undefined` removes one, and pushes the commit. Returns its name. */
  async commit(files: Readonly<Record<string, string | Uint8Array | undefined>>, { branch = 'main', sign = false } = {}): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.#work, path);
      if (content === undefined) {
        await rm(file, { recursive: true, force: true });
      } else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    }
    return this.push({ branch, sign });
  }

  /** A symbolic link, for the next push. */
  async link(path: string, target: string): Promise<void> {
    await rm(join(this.#work, path), { recursive: true, force: true });
    await symlink(target, join(this.#work, path));
  }

  async push({ branch = 'main', sign = false } = {}): Promise<string> {
    await this.inWork('add', '--all');
    return this.pushIndex({ branch, sign });
  }

  /** Of what is staged, whatever lies in the work tree. */
  async pushIndex({ branch = 'main', sign = false } = {}): Promise<string> {
    await this.inWork('commit', '--quiet', '--allow-empty', '--message', 'change', ...(sign ? ['--gpg-sign'] : ['--no-gpg-sign']));
    await this.inWork('push', '--quiet', '--force', this.bare, `HEAD:refs/heads/${branch}`);
    return (await this.inWork('rev-parse', 'HEAD')).trim();
  }

  /** Git in the work tree. */
  inWork(...words: string[]): Promise<string> {
    return this.git('-C', this.#work, ...words);
  }

  async git(...words: string[]): Promise<string> {
    const identity = [
      'user.name=Test',
      'user.email=test@tycho.test',
      'init.defaultBranch=main',
      'protocol.file.allow=always',
      ...this.#settings,
    ];
    const { stdout } = await run('git', [...identity.flatMap((each) => ['-c', each]), ...words], {
      env: { PATH: process.env['PATH'], HOME: this.directory, GIT_CONFIG_NOSYSTEM: '1', GNUPGHOME: join(this.directory, 'gnupg') },
    });
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
