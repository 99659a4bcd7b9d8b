import type { Desired } from '#proto/transport/gateway-message.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';

/** What was heard of the secret of an action. */
export type ActionSecret = { readonly actionUID: string } & (
  | { readonly kind: 'Given'; readonly value: string }
  /** It could not be resolved. */
  | { readonly kind: 'Refused'; readonly message: string }
  /** The action came without one. */
  | { readonly kind: 'None' }
);

/** Secrets of actions, in memory only: after a restart of the agent the control plane sends them again. At most one for each instance. */
export class ActionSecrets {
  readonly #secrets = new Map<string, ActionSecret>();

  /** Remembers what a message brought for the newest action, and forgets what came before. */
  take({ instanceUID, actionSecret, actionSecretError }: Desired, { spec }: Instance): void {
    const actionUID = spec.action?.uid;
    if (actionUID === undefined) {
      this.#secrets.delete(instanceUID);
      return;
    }
    if (actionSecret.byteLength > 0) {
      this.#secrets.set(instanceUID, { actionUID, kind: 'Given', value: Buffer.from(actionSecret).toString('utf8') });
    } else if (actionSecretError !== '') {
      this.#secrets.set(instanceUID, { actionUID, kind: 'Refused', message: actionSecretError });
    } else if (this.#secrets.get(instanceUID)?.actionUID !== actionUID) {
      this.#secrets.set(instanceUID, { actionUID, kind: 'None' });
    }
  }

  of(instanceUID: string): ActionSecret | undefined {
    return this.#secrets.get(instanceUID);
  }

  forget(instanceUID: string): void {
    this.#secrets.delete(instanceUID);
  }
}
