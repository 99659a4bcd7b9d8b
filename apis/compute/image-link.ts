import { Type } from 'typebox';
import { strictObject, type Fields } from '../machinery/kind.ts';
import { computeGroup, computeVersion } from './group.ts';

/** Body of `POST …/images/NAME/upload` and `…/download`, and with `status` the answer: a URL for the bytes, good for one use. Never stored. */
export const imageLinkSchema = strictObject(
  {
    apiVersion: Type.Literal(`${computeGroup}/${computeVersion}`),
    kind: Type.Literal('ImageLink'),
    metadata: Type.Optional(strictObject({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) })),
    status: Type.Optional(
      strictObject({
        url: Type.String({ description: 'For PUT of the bytes, or for GET. Whoever has it may do that, without further proof.' }),
        expiresAt: Type.String({ format: 'date-time', description: 'Until when it may be begun.' }),
        certificateAuthority: Type.Optional(Type.String({ description: 'PEM of who signed the certificate that is shown there.' })),
      }),
    ),
  },
  { description: 'A URL for the bytes of an image, good for one use.' },
);

export type ImageLink = Fields<typeof imageLinkSchema>;
