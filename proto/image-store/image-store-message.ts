/**
 * What is said to the image store in JSON, beside the bytes themselves. The requests are listed in cmd/image-store/README.md. Fields are only
 * added; whoever reads ignores what it does not know.
 */

/** Body of `POST …/uploads`. */
export interface UploadOffer {
  /** What the bytes are for, as `INSTANCEUID/ACTIONUID`. The same host, project and purpose give the same upload. See {@link purposePattern}. */
  readonly purpose: string;
  /** Absent when it is not known yet. */
  readonly sizeBytes?: number;
}

/** Answer about an upload. */
export interface UploadState {
  readonly uploadID: string;
  /** So many bytes are there; the next one has this number. */
  readonly offsetBytes: number;
  /** RFC 3339; later with each byte that comes. */
  readonly expiresAt: string;
  /** Present once it is finished. */
  readonly finished?: StoredBlob;
}

/** Body of `POST …/finish`, and its answer. */
export interface StoredBlob {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Body of `POST …/links`. */
export interface LinkWish {
  readonly sha256: string;
}

/** A one-time URL. */
export interface IssuedLink {
  readonly url: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** Body of every answer that is not one of success. */
export interface Refusal {
  readonly code: number;
  readonly reason: RefusalReason;
  readonly message: string;
  /** With `WrongOffset`: how many bytes are there. */
  readonly offsetBytes?: number;
}

export type RefusalReason =
  | 'BadRequest'
  | 'Unauthorized'
  | 'NotFound'
  | 'MethodNotAllowed'
  | 'WrongOffset'
  | 'InProgress'
  | 'AlreadyUploaded'
  /** The link was used, or is too old. */
  | 'Gone'
  | 'TooLarge'
  | 'ProjectFull'
  | 'RangeNotSatisfiable'
  | 'WrongContent'
  | 'Busy'
  | 'DiskFull'
  | 'Internal';

export const purposePattern = /^[A-Za-z0-9._/:-]{1,200}$/;

/** Header of a blob: the project whose it is, the one that was asked about or `public`. */
export const projectHeader = 'tycho-project';
/** Header of the answer to HEAD of an upload link: how many bytes are there. */
export const uploadOffsetHeader = 'upload-offset';

/** Paths of the store, to be put behind its address. */
export const imageStorePaths = {
  blob: (project: string, sha256: string): string => `/v1/projects/${project}/blobs/${sha256}`,
  uploads: (project: string): string => `/v1/projects/${project}/uploads`,
  upload: (project: string, uploadID: string): string => `/v1/projects/${project}/uploads/${uploadID}`,
  finish: (project: string, uploadID: string): string => `/v1/projects/${project}/uploads/${uploadID}/finish`,
  links: (project: string): string => `/v1/projects/${project}/links`,
  link: (token: string): string => `/v1/links/${token}`,
} as const;
