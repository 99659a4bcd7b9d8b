import { DriverError, type DriverErrorReason } from '#drivers/contract/driver.ts';

/** What is wrong with an image, in words that tests and metrics can count. */
export type ImageProblem =
  /** Its source has nothing of that name. */
  | 'NotFound'
  /** Its source does not answer, or breaks off. */
  | 'Unreachable'
  /** The host does not fetch from there. */
  | 'NotAllowed'
  /** The bytes are others than the image says. */
  | 'ChecksumMismatch'
  /** The bytes are not, or not safely, of the format that the image says. */
  | 'WrongContent'
  | 'TooLarge'
  | 'DiskFull';

const reasons: { readonly [problem in ImageProblem]: DriverErrorReason } = {
  NotFound: 'InvalidImage',
  Unreachable: 'Temporary',
  NotAllowed: 'InvalidImage',
  ChecksumMismatch: 'InvalidImage',
  WrongContent: 'InvalidImage',
  TooLarge: 'InvalidImage',
  DiskFull: 'DiskFull',
};

/** An image cannot be had. `reason` says what the agent can do about it, `problem` what somebody else can. */
export class ImageError extends DriverError {
  readonly problem: ImageProblem;

  constructor(problem: ImageProblem, message: string, options?: ErrorOptions) {
    super(reasons[problem], message, options);
    this.problem = problem;
  }
}
