import { Type } from 'typebox';
import { defineKind, deprecated, strictObject } from '#apis/machinery/kind.ts';

/* Kinds of no catalog: one whose version will go, and one that stays with fields that will. */

const fields = strictObject({
  spec: strictObject({
    size: Type.Optional(Type.Integer()),
    colour: Type.Optional(Type.String(deprecated('use spec.paint instead'))),
    parts: Type.Optional(Type.Array(strictObject({ glue: Type.Optional(Type.String(deprecated('parts hold by themselves'))) }))),
  }),
});

export const widgetKind = defineKind({
  group: 'example.io',
  version: 'v1beta1',
  kind: 'Widget',
  plural: 'widgets',
  scope: 'Namespaced',
  description: 'An example.',
  deprecation: 'use example.io/v1 Gadget',
  fields,
});

export const gadgetKind = defineKind({
  group: 'example.io',
  version: 'v1',
  kind: 'Gadget',
  plural: 'gadgets',
  scope: 'Namespaced',
  description: 'An example.',
  fields,
});
