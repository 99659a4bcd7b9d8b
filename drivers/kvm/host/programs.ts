import { access, constants } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';

/** Absolute paths of what the driver starts. */
export interface Programs {
  readonly qemu: string;
  readonly nsenter: string;
  readonly setpriv: string;
  readonly flock: string;
  readonly ip: string;
  /** Needed for some of what the driver can do; absent where they are not installed. */
  readonly qemuImg?: string;
  readonly swtpm?: string;
  readonly taskset?: string;
  readonly mke2fs?: string;
  readonly mkswap?: string;
}

const folders = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/bin', '/sbin'];

const wanted: {
  readonly [name in keyof Required<Programs>]: { readonly paths: readonly string[]; readonly install: string; readonly isOptional?: true };
} = {
  qemu: { paths: [...inFolders('qemu-system-x86_64'), '/usr/libexec/qemu-kvm'], install: 'qemu-system-x86' },
  nsenter: { paths: inFolders('nsenter'), install: 'util-linux' },
  setpriv: { paths: inFolders('setpriv'), install: 'util-linux' },
  flock: { paths: inFolders('flock'), install: 'util-linux' },
  ip: { paths: inFolders('ip'), install: 'iproute2' },
  qemuImg: { paths: inFolders('qemu-img'), install: 'qemu-utils', isOptional: true },
  swtpm: { paths: inFolders('swtpm'), install: 'swtpm', isOptional: true },
  taskset: { paths: inFolders('taskset'), install: 'util-linux', isOptional: true },
  mke2fs: { paths: inFolders('mke2fs'), install: 'e2fsprogs', isOptional: true },
  mkswap: { paths: inFolders('mkswap'), install: 'util-linux', isOptional: true },
};

/** Whether a program may be run; the test's way in. */
export type IsExecutable = (path: string) => Promise<boolean>;

/** Finds the programs. Throws {@link DriverError} that says which Debian packages have what is missing. */
export async function findPrograms(isExecutable: IsExecutable = systemIsExecutable): Promise<Programs> {
  const names = Object.keys(wanted) as (keyof Programs)[];
  const looked = await Promise.all(names.map(async (name) => [name, await firstExecutable(wanted[name].paths, isExecutable)] as const));
  const missing = looked.filter(([name, path]) => path === undefined && wanted[name].isOptional !== true).map(([name]) => wanted[name]);
  if (missing.length === 0) return Object.fromEntries(looked.filter(([, path]) => path !== undefined)) as unknown as Programs;
  const programs = missing.map(({ paths }) => paths[0]?.split('/').at(-1));
  const packages = new Set(missing.map(({ install }) => install));
  throw new DriverError(
    'HostBroken',
    `no ${programs.join(', ')} on this host: install the package ${[...packages].join(', ')} (Debian's name)`,
  );
}

function inFolders(name: string): readonly string[] {
  return folders.map((folder) => `${folder}/${name}`);
}

async function firstExecutable(paths: readonly string[], isExecutable: IsExecutable): Promise<string | undefined> {
  for (const path of paths) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function systemIsExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
