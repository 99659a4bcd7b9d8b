import type { KeyPair } from '../compute/key-pair.ts';
import { displayNameOf } from '../machinery/kind.ts';
import type { Machine } from './instance.ts';
import { onItsWay, type Refusal } from './wish-refusals.ts';

/** A key pair as a machine has it: as it was when it was named, whatever becomes of the object. */
export function machineKeyPair(keyPair: KeyPair): NonNullable<Machine['keyPair']> {
  const { type, publicKey } = keyPair.spec;
  return { name: displayNameOf(keyPair), type, publicKey, object: keyPair.metadata.name };
}

/**
 * The key pair that a machine is to have once its server names `wished`. `found` is what that name stands for now, if anything. Where it names what it has
 * already, nothing changes, also if that was made anew or is gone. One that comes later is waited for.
 */
export function wishedKeyPair(
  wished: string | undefined,
  { found, before }: { readonly found: KeyPair | undefined; readonly before: Machine['keyPair'] },
): { readonly value: Machine['keyPair']; readonly refusal?: Refusal } {
  if (wished === undefined) return { value: undefined };
  if (before !== undefined && before.object === wished) return { value: before };
  if (found === undefined) {
    // It may be what it had before it was moved, or before release 0.1 did not note which object it was.
    if (before?.object === undefined) return { value: before };
    const message = `spec.keyPair: there is no key pair "${wished}" (tycho get keypairs); the server goes on as it is`;
    return { value: before, refusal: onItsWay('KeyPairNotFound', message) };
  }
  if (before?.object === undefined && before?.name === displayNameOf(found)) return { value: before };
  return { value: machineKeyPair(found) };
}
