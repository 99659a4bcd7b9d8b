import { Type } from 'typebox';
import { oneOf, strictObject, type Fields } from '../machinery/kind.ts';

const imageFile = strictObject({ url: Type.String(), sha256: Type.String() });

/** An Image as it was when it was resolved: all that a host needs to fetch and check it. */
export const resolvedImage = strictObject({
  name: Type.String(),
  uid: Type.String(),
  format: oneOf(['Raw', 'Qcow2', 'Kernel', 'RootFS', 'OCI']),
  source: Type.Optional(imageFile),
  kernel: Type.Optional(imageFile),
  initrd: Type.Optional(imageFile),
  kernelArguments: Type.Optional(Type.String()),
});

export type ResolvedImage = Fields<typeof resolvedImage>;
