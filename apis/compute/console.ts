import { Type } from 'typebox';
import { oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import { computeGroup, computeVersion } from './group.ts';

/** Body of `POST …/servers/NAME/console`, and with `status` the answer to it: how to open a live console, once. Never stored. */
export const consoleSchema = strictObject(
  {
    apiVersion: Type.Literal(`${computeGroup}/${computeVersion}`),
    kind: Type.Literal('Console'),
    metadata: Type.Optional(strictObject({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) })),
    spec: strictObject({
      type: oneOf(['Serial', 'Graphical'], {
        description: 'Serial: the bytes of a terminal. Graphical: a screen, by the RFB protocol (RFC 6143).',
      }),
    }),
    status: Type.Optional(
      strictObject({
        token: Type.String({ description: 'Opens the console once.' }),
        expiresAt: Type.String({ format: 'date-time' }),
        webSocketPath: Type.String({
          description: 'Path and query of the WebSocket on this server that is the console, the token included.',
        }),
        pagePath: Type.String({ description: 'Path and query of a page for browsers that opens it.' }),
      }),
    ),
  },
  { description: 'A live console of a server.' },
);

export type Console = Fields<typeof consoleSchema>;
export type ConsoleType = Console['spec']['type'];
