import type { ConsoleType } from '#apis/compute/console.ts';
import type { ServerActionSpec } from '#apis/compute/server-action.ts';
import type { Story } from './story.ts';

/** One thing that people can do to a server, tried the same way on every driver. */
export interface Feature {
  /** As it stands in the table; of small letters and hyphens. */
  readonly name: string;
  readonly title: string;
  /** Capabilities without which a driver has to refuse it. */
  readonly needs: readonly string[];
  /** What is to be refused, and the field that the refusal names; absent where there is nothing to ask for without having it. */
  readonly wish?: Wish;
  readonly scenario: (story: Story) => Promise<void>;
}

export type Wish =
  | { readonly kind: 'Spec'; readonly change: Readonly<Record<string, unknown>>; readonly field: string }
  | { readonly kind: 'Action'; readonly type: ServerActionSpec['type']; readonly details?: Partial<ServerActionSpec> }
  | { readonly kind: 'Console'; readonly type: ConsoleType };
