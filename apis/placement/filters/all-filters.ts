import { aggregateExtraSpecsFilter } from './aggregate-extra-specs.ts';
import { aggregateFlavorsFilter } from './aggregate-flavors.ts';
import { aggregateImagesFilter } from './aggregate-images.ts';
import { aggregateProjectsFilter } from './aggregate-projects.ts';
import { capabilityFilter } from './capability.ts';
import { capacityFilter } from './capacity.ts';
import { cordonFilter } from './cordon.ts';
import { destinationFilter } from './destination.ts';
import type { Filter } from './filter.ts';
import { differentHostFilter, sameHostFilter } from './neighbours.ts';
import { otherHostFilter } from './other-host.ts';
import { readinessFilter } from './readiness.ts';
import { serverCountFilter } from './server-count.ts';
import { serverGroupFilter } from './server-group.ts';
import { traitsFilter } from './traits.ts';
import { volumesFilter } from './volumes.ts';
import { zoneFilter } from './zone.ts';

/** Every constraint, in the order in which explanations list them. */
export const allFilters: readonly Filter[] = [
  readinessFilter,
  cordonFilter,
  capabilityFilter,
  zoneFilter,
  traitsFilter,
  capacityFilter,
  serverCountFilter,
  aggregateProjectsFilter,
  aggregateFlavorsFilter,
  aggregateImagesFilter,
  aggregateExtraSpecsFilter,
  serverGroupFilter,
  differentHostFilter,
  sameHostFilter,
  volumesFilter,
  otherHostFilter,
  destinationFilter,
];
