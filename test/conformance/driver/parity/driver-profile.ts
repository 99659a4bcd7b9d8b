import type { ImageSpec } from '#apis/compute/image.ts';

/** How the features are tried on one driver: what differs because the drivers do, and nothing else. */
export interface DriverProfile {
  readonly name: 'kvm' | 'container' | 'ironic' | 'fake';
  /** As people say it. */
  readonly title: string;
  /** The availability zone that holds its hosts only. */
  readonly zone: string;
  /** What its hosts announce. */
  readonly capabilities: ReadonlySet<string>;
  readonly flavor: { readonly small: string; readonly large: string };
  /** An image that says READY on the console, obeys the power button and runs its user data. */
  readonly image: ImageSpec;
  /** Whether there is a guest whose console tells what it sees. */
  readonly observesGuest: boolean;
  /** How many stories this machine has room for. Default: 1. */
  readonly storiesAtOnce?: number;
  /** How long anything may take that has to come about. */
  readonly patienceSeconds: number;
}
