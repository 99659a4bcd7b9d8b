import type { Image } from '../compute/image.ts';
import { isConditionTrue } from '../machinery/condition.ts';
import type { Instance, Machine, SavedDisk } from './instance.ts';

/**
 * The Image that keeps the root disk of a server while no host does. It belongs to the server and goes with it. Its annotations tell which image the
 * disk was once made from, so that naming another one in the meantime is noticed.
 */
export interface BuiltFrom {
  readonly name: string;
  readonly uid: string;
}

const nameAnnotation = 'compute.tycho.dev/built-from';
const uidAnnotation = 'compute.tycho.dev/built-from-uid';

/** The image that the user named for a machine, whatever it was started from. */
export function builtFromOf({ builtFrom, image }: Pick<Machine, 'builtFrom' | 'image'>): BuiltFrom {
  return builtFrom ?? { name: image.name, uid: image.uid };
}

/** To be put on the Image of a disk that was made from that image. */
export function builtFromAnnotations({ name, uid }: BuiltFrom): Readonly<Record<string, string>> {
  return { [nameAnnotation]: name, [uidAnnotation]: uid };
}

/** What a saved disk was once made from; undefined: its annotations were taken away. */
export function savedFrom({ metadata }: Pick<Image, 'metadata'>): BuiltFrom | undefined {
  const name = metadata.annotations?.[nameAnnotation];
  return name === undefined ? undefined : { name, uid: metadata.annotations?.[uidAnnotation] ?? '' };
}

/** Name of the Image with the last disk of an incarnation. The beginning of the uid keeps namesakes of other times apart. */
export function savedImageName({ spec }: Pick<Instance, 'spec'>): string {
  return `${spec.server.name}-disk-${spec.epoch}-${spec.server.uid.slice(0, 8)}`;
}

/** What an Image of the disk of a machine says besides where the bytes are. Who is booted without a boot loader has none on its disk. */
export function diskImageSpec({ firmware, tpm, image }: Pick<Machine, 'firmware' | 'tpm' | 'image'>): InheritedSpec {
  const { kernel, initrd, kernelArguments } = image;
  return {
    ...(kernel === undefined ? {} : { kernel }),
    ...(initrd === undefined ? {} : { initrd }),
    ...(kernelArguments === undefined ? {} : { kernelArguments }),
    ...(firmware === undefined ? {} : { firmware }),
    ...(tpm === undefined ? {} : { tpm }),
  };
}

type InheritedSpec = Pick<Image['spec'], 'kernel' | 'initrd' | 'kernelArguments' | 'firmware' | 'tpm'>;

/** What the bytes of the disk of a machine will be when it is saved on a host with that driver, for an Image that is made before them. */
export function savedDiskFormat({ image }: Pick<Machine, 'image'>, driver: string | undefined): SavedDisk['format'] {
  if (driver === 'fake') return 'Raw';
  return image.format === 'RootFS' || image.format === 'OCI' ? 'RootFS' : 'Qcow2';
}

/** Whether an Image waits for the disk of a server of that name. */
export function isAwaitingDisk({ spec, status }: Pick<Image, 'spec' | 'status'>, server: string): boolean {
  return spec.upload?.server === server && status?.sha256 === undefined && !isConditionTrue(status?.conditions, 'Ready');
}
