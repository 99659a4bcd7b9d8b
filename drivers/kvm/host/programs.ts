import { access, constants } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';

/** Absolute paths of what the driver starts. */
export interface Programs {
  readonly qemu: string;
  readonly nsenter: string;
  readonly setpriv: string;
  readonly ip: string;
}

const folders = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/bin', '/sbin'];

const wanted: { readonly [name in keyof Programs]: { readonly paths: readonly string[]; readonly install: string } } = {
  qemu: { paths: [...inFolders('qemu-system-x86_64'), '/usr/libexec/qemu-kvm'], install: 'qemu-system-x86' },
  nsenter: { paths: inFolders('nsenter'), install: 'util-linux' },
  setpriv: { paths: inFolders('setpriv'), install: 'util-linux' },
  ip: { paths: inFolders('ip'), install: 'iproute2' },
};

/** Whether a program may be run; the test's way in. */
export type IsExecutable = (path: string) => Promise<boolean>;

/** Finds the programs. Throws {@link DriverError} that says which Debian packages have what is missing. */
export async function findPrograms(isExecutable: IsExecutable = systemIsExecutable): Promise<Programs> {
  const [qemu, nsenter, setpriv, ip] = await Promise.all(
    [wanted.qemu, wanted.nsenter, wanted.setpriv, wanted.ip].map(({ paths }) => firstExecutable(paths, isExecutable)),
  );
  if (qemu !== undefined && nsenter !== undefined && setpriv !== undefined && ip !== undefined) return { qemu, nsenter, setpriv, ip };
  const found: Partial<Record<keyof Programs, string | undefined>> = { qemu, nsenter, setpriv, ip };
  const missing = (Object.keys(wanted) as (keyof Programs)[]).filter((name) => found[name] === undefined);
  const names = missing.map((name) => wanted[name].paths[0]?.split('/').at(-1));
  const packages = new Set(missing.map((name) => wanted[name].install));
  throw new DriverError(
    'HostBroken',
    `no ${names.join(', ')} on this host: install the package ${[...packages].join(', ')} (Debian's name)`,
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
