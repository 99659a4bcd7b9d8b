import { expect, it } from 'vitest';
import type { Desired } from '#proto/transport/gateway-message.ts';
import { anInstance } from '#test/builders/instance.ts';
import { ActionSecrets } from './action-secrets.ts';

function take(secrets: ActionSecrets, uid: string | undefined, message: { readonly secret?: string; readonly error?: string } = {}): void {
  const action = uid === undefined ? {} : { action: { uid, type: 'SetPassword' as const } };
  const { secret = '', error = '' } = message;
  secrets.take(
    { instanceUID: 'i', actionSecret: Buffer.from(secret), actionSecretError: error } as unknown as Desired,
    anInstance({ spec: action }),
  );
}

it('the secret of the newest action is remembered, until there is another action or none', () => {
  const secrets = new ActionSecrets();
  expect(secrets.of('i')).toBeUndefined();

  take(secrets, 'a', { secret: 'one' });
  expect(secrets.of('i')).toEqual({ actionUID: 'a', kind: 'Given', value: 'one' });
  take(secrets, 'a');
  expect(secrets.of('i')).toMatchObject({ kind: 'Given', value: 'one' });
  take(secrets, 'b');
  expect(secrets.of('i')).toEqual({ actionUID: 'b', kind: 'None' });
  take(secrets, 'c', { error: 'no such secret' });
  expect(secrets.of('i')).toEqual({ actionUID: 'c', kind: 'Refused', message: 'no such secret' });
  take(secrets, undefined);
  expect(secrets.of('i')).toBeUndefined();
});

it('a secret is forgotten with its instance', () => {
  const secrets = new ActionSecrets();
  take(secrets, 'a', { secret: 'one' });
  secrets.forget('i');

  expect(secrets.of('i')).toBeUndefined();
});
