/** One thing that is done to a guest. Every step may be repeated. */
export type InstanceStep =
  | { readonly kind: 'Prepare' }
  | { readonly kind: 'Start'; readonly because: 'Wish' | 'RunPolicy'; readonly fulfilsReboot: string | undefined }
  | { readonly kind: 'Stop' }
  | { readonly kind: 'Reboot'; readonly actionUID: string; readonly mode: 'Soft' | 'Hard' }
  /** Writes down that a reboot will not be done. */
  | { readonly kind: 'DeclineReboot'; readonly actionUID: string; readonly message: string }
  | { readonly kind: 'Destroy' };
