import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guestImageFolder } from './local-tycho.ts';

export interface SmallGuests {
  readonly virtualMachine: string;
  readonly container: string;
  /** What else the specs of both servers say, in YAML between braces. */
  readonly spec?: (name: string) => string;
}

/** A manifest with the small guest as a virtual machine and as a container, under these names. */
export function smallGuests({ virtualMachine, container, spec = () => '' }: SmallGuests): string {
  return `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: tiny }
spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { namespace: public, name: small-machine }
spec:
  format: Kernel
  kernel: ${fileOf('vmlinuz')}
  initrd: ${fileOf('initrd.gz')}
  kernelArguments: console=ttyS0 quiet panic=-1
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { namespace: public, name: small-container }
spec:
  format: RootFS
  source: ${fileOf('rootfs.tar.gz')}
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: ${virtualMachine} }
spec: { flavor: tiny, image: small-machine, ${spec(virtualMachine)} }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata: { name: ${container} }
spec: { flavor: tiny, image: small-container, ${spec(container)} }
`;
}

/** A file of the guest image as an Image names it: `{ url: …, sha256: … }`. */
export function fileOf(name: string): string {
  const sums = readFileSync(join(guestImageFolder, 'SHA256SUMS'), 'utf8');
  const line = sums.split('\n').find((each) => each.endsWith(`  ${name}`));
  if (line === undefined) throw new Error(`${guestImageFolder}/SHA256SUMS does not name ${name}`);
  return `{ url: "file://${join(guestImageFolder, name)}", sha256: ${line.split(' ')[0]} }`;
}
