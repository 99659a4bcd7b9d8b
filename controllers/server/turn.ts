import type { Image } from '#apis/compute/image.ts';
import type { Instance, InstanceSpec, SavedDisk } from '#apis/infrastructure/instance.ts';

/** What is to be done next for the action whose turn it is. */
export type ActionTurn =
  /** Nothing could ever come of it, or it went wrong. */
  | { readonly kind: 'Fail'; readonly message: string; readonly at?: string }
  | { readonly kind: 'Succeed'; readonly message: string; readonly at?: string; readonly image?: string }
  /** It has not begun. */
  | { readonly kind: 'Wait'; readonly message: string }
  /** It is under way with the step `event`. */
  | { readonly kind: 'Run'; readonly event: string; readonly message: string; readonly does: Doing };

/** What keeps an action going. */
export type Doing =
  | { readonly kind: 'Nothing' }
  /** The agent is to have been told. */
  | { readonly kind: 'Reboot'; readonly reboot: NonNullable<InstanceSpec['reboot']> }
  | { readonly kind: 'Tell'; readonly action: NonNullable<InstanceSpec['action']> }
  | { readonly kind: 'MakeImage'; readonly instance: Instance; readonly disk: SavedDisk }
  | { readonly kind: 'DeleteImages'; readonly images: readonly Image[] }
  | { readonly kind: 'Migrate' }
  | { readonly kind: 'Confirm' }
  | { readonly kind: 'Revert' }
  | { readonly kind: 'MoveLive' }
  | { readonly kind: 'DropSavedDisk' }
  | { readonly kind: 'Restore' };
