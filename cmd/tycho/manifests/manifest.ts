import type { AnyObject } from '../api/any-object.ts';

/** One object that a user declared, and where. */
export interface Manifest {
  /** As it was written: fields that the server knows nothing of are still there. */
  readonly object: AnyObject;
  readonly origin: ManifestOrigin;
}

/** Where an object was declared, to say what is wrong with it where it is wrong. */
export interface ManifestOrigin {
  /** `web.yaml`, as the user named it, or `standard input`. */
  readonly file: string;
  /** The line of a field, as `spec.flavor`; of the closest field around it when it is not there; of the object for an empty path. */
  readonly lineOf: (fieldPath: string) => number;
}

/** What a file holds that could not be used. The message is `FILE:LINE: what is wrong`. */
export interface ManifestFault {
  readonly message: string;
}

export interface ManifestFiles {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly ManifestFault[];
}
