import type { VolumeAttachmentKey } from '#drivers/contract/guest-devices.ts';

/** One thing that is done to a guest. Every step may be repeated. */
export type InstanceStep =
  | { readonly kind: 'Prepare' }
  | { readonly kind: 'Start'; readonly because: 'Wish' | 'RunPolicy'; readonly fulfilsReboot: string | undefined }
  | { readonly kind: 'Stop' }
  | { readonly kind: 'Pause' }
  | { readonly kind: 'Resume' }
  | { readonly kind: 'Suspend' }
  /** Has the images on this host that the guest is to have after it was stopped. */
  | { readonly kind: 'Fetch'; readonly imageUIDs: readonly string[] }
  /** Makes the root disk anew from the image that is wished for. */
  | { readonly kind: 'Rebuild'; readonly fulfilsAction: string | undefined }
  /** Saves the root disk to the image store, and gives up the right to run for good. */
  | { readonly kind: 'Save' }
  | { readonly kind: 'Adjust'; readonly change: DeviceChange }
  | { readonly kind: 'Reboot'; readonly actionUID: string; readonly mode: 'Soft' | 'Hard' }
  /** Writes down that a reboot will not be done. */
  | { readonly kind: 'DeclineReboot'; readonly actionUID: string; readonly message: string }
  | { readonly kind: 'Snapshot'; readonly actionUID: string }
  | { readonly kind: 'CrashDump'; readonly actionUID: string }
  | { readonly kind: 'SetPassword'; readonly actionUID: string; readonly user: string }
  /** Forgets what failed, so that everything is tried again now. */
  | { readonly kind: 'Reset'; readonly actionUID: string }
  /** Writes down that an action will not be done. */
  | { readonly kind: 'DeclineAction'; readonly actionUID: string; readonly message: string }
  /** Makes what this host proves itself with to the one that the guest goes to. */
  | { readonly kind: 'OfferTransfer'; readonly transfer: string }
  /** Sends the guest to another host while it runs, and gives up the right to run. */
  | { readonly kind: 'Send'; readonly transfer: string }
  /** Writes down that nothing comes of sending it; or that it has its right to run again, since the other host never ran it and never will. */
  | { readonly kind: 'Stay'; readonly transfer: string; readonly message: string }
  /** Takes the guest in that another host sends, and the right to run with it if that is given up to it. */
  | { readonly kind: 'Receive' }
  /** Takes the right to run that the other host is known to have given up, and lets the guest go on. */
  | { readonly kind: 'Admit' }
  /** Gives up for good ever to run the guest. */
  | { readonly kind: 'Refuse'; readonly message: string }
  | { readonly kind: 'Destroy' };

/** One change of what is plugged into a guest. */
export type DeviceChange =
  | { readonly kind: 'AttachPort'; readonly portUID: string }
  | { readonly kind: 'DetachPort'; readonly portUID: string }
  /** Sees that the host has what these ports of the guest need, and nothing for other ports of it. */
  | { readonly kind: 'SettlePorts'; readonly portUIDs: readonly string[] }
  | { readonly kind: 'AttachVolume'; readonly attachment: VolumeAttachmentKey }
  | { readonly kind: 'DetachVolume'; readonly attachment: VolumeAttachmentKey }
  | { readonly kind: 'ExtendVolume'; readonly attachment: VolumeAttachmentKey; readonly sizeBytes: number };

/** Whether a step changes nothing that anybody could see: nobody is told that it is under way, only that it failed. */
export function isQuiet(step: InstanceStep): boolean {
  return step.kind === 'Adjust' && step.change.kind === 'SettlePorts';
}

/** Equal for two steps that try the same thing: a failure of one holds back the other. */
export function keyOfStep(step: InstanceStep): string {
  switch (step.kind) {
    case 'Adjust':
      return `${step.kind} ${keyOfChange(step.change)}`;
    case 'Fetch':
      return `${step.kind} ${step.imageUIDs.join(' ')}`;
    case 'Rebuild':
      return `${step.kind} ${step.fulfilsAction ?? ''}`;
    case 'Reboot':
    case 'DeclineReboot':
    case 'Snapshot':
    case 'CrashDump':
    case 'SetPassword':
    case 'Reset':
    case 'DeclineAction':
      return `${step.kind} ${step.actionUID}`;
    case 'Prepare':
    case 'Start':
    case 'Stop':
    case 'Pause':
    case 'Resume':
    case 'Suspend':
    case 'Save':
    case 'Receive':
    case 'Admit':
    case 'Refuse':
    case 'Destroy':
      return step.kind;
    case 'OfferTransfer':
    case 'Send':
    case 'Stay':
      return `${step.kind} ${step.transfer}`;
  }
}

function keyOfChange(change: DeviceChange): string {
  switch (change.kind) {
    case 'AttachPort':
    case 'DetachPort':
      return `${change.kind} ${change.portUID}`;
    case 'SettlePorts':
      return `${change.kind} ${change.portUIDs.join(' ')}`;
    case 'AttachVolume':
    case 'DetachVolume':
      return `${change.kind} ${change.attachment.attachmentUID} ${change.attachment.epoch}`;
    case 'ExtendVolume':
      return `${change.kind} ${change.attachment.attachmentUID} ${change.attachment.epoch} ${change.sizeBytes}`;
  }
}
