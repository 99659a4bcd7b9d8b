import { Type } from 'typebox';
import { defineKind, listKeyedBy, strictObject, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';

/** Accounts for programs, and the tokens that they show, with Kubernetes' published shapes. Only the fields that we serve. */

const serviceAccountFields = strictObject({
  automountServiceAccountToken: Type.Optional(Type.Boolean({ description: 'Kept for Kubernetes’ clients; nothing is mounted here.' })),
  secrets: Type.Optional(
    listKeyedBy('name', strictObject({ name: Type.String({ minLength: 1, maxLength: 253 }) }), {
      description: 'Kept for Kubernetes’ clients; tokens are asked for, not stored.',
    }),
  ),
  imagePullSecrets: Type.Optional(
    Type.Array(strictObject({ name: Type.Optional(Type.String()) }), { description: 'Kept for Kubernetes’ clients.' }),
  ),
});

/** A program that acts in a project. Its tokens die with it. Kubernetes' short name `sa` is not its own: ServerActions have had it since v0.1.0. */
export const serviceAccountKind = defineKind({
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  scope: 'Namespaced',
  description: 'An account for programs; the subresource `token` gives it a token.',
  fields: serviceAccountFields,
  protobuf: true,
});

/** The account that every namespace has. */
export const defaultServiceAccountName = 'default';

/** Body of `POST …/serviceaccounts/NAME/token`, and with `status` the answer. Never stored. */
export const tokenRequestSchema = strictObject(
  {
    apiVersion: Type.Optional(Type.Literal('authentication.k8s.io/v1')),
    kind: Type.Optional(Type.Literal('TokenRequest')),
    metadata: Type.Optional(strictObject({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) })),
    spec: strictObject({
      audiences: Type.Optional(Type.Array(Type.String(), { description: 'Whom the token is for; default: this api-server.' })),
      expirationSeconds: Type.Optional(
        Type.Integer({ description: 'How long the token is to live: at least 600, default 3600. It may be given less than it asks for.' }),
      ),
      boundObjectRef: Type.Optional(
        strictObject(
          {
            kind: Type.Optional(Type.String()),
            apiVersion: Type.Optional(Type.String()),
            name: Type.Optional(Type.String()),
            uid: Type.Optional(Type.String()),
          },
          { description: 'A Secret that the token dies with.' },
        ),
      ),
    }),
    status: Type.Optional(strictObject({ token: Type.String(), expirationTimestamp: Type.String({ format: 'date-time' }) })),
  },
  { description: 'A token of a service account.' },
);

export type ServiceAccount = ApiObject & Fields<typeof serviceAccountFields>;
export type TokenRequest = Fields<typeof tokenRequestSchema>;
