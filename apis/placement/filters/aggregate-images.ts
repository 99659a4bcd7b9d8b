import type { AggregateSpec } from '../../infrastructure/aggregate.ts';
import { valuesOf } from '../aggregate-table.ts';
import { refusing, type Filter } from './filter.ts';

/** No host that is kept for images with another value of a label (Nova's AggregateImagePropertiesIsolation). */
export const aggregateImagesFilter: Filter = {
  name: 'AggregateImages',
  remedy: 'name an image that the hosts are kept for, or open an aggregate to the labels of this one (spec.isolation.imageLabels)',
  hosts: ({ aggregates }, { imageLabels }) =>
    refusing(...Object.entries(imageLabels).map(([key, value]) => aggregates.closedTo(valuesWanted(key), value))),
};

function valuesWanted(key: string): (spec: AggregateSpec) => readonly string[] | undefined {
  return ({ isolation }) => {
    const labels = isolation?.imageLabels ?? {};
    return Object.hasOwn(labels, key) ? valuesOf(labels[key]!) : undefined;
  };
}
