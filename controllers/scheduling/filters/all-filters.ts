import { capabilityFilter } from './capability.ts';
import { capacityFilter } from './capacity.ts';
import { cordonFilter } from './cordon.ts';
import type { Filter } from './filter.ts';
import { otherHostFilter } from './other-host.ts';
import { readinessFilter } from './readiness.ts';
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
  serverGroupFilter,
  volumesFilter,
  otherHostFilter,
];
