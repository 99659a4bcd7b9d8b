import { refusing, type Filter } from './filter.ts';

/** No host that is kept for other projects (Nova's AggregateMultiTenancyIsolation). */
export const aggregateProjectsFilter: Filter = {
  name: 'AggregateProjects',
  remedy: 'open an aggregate to this project (spec.isolation.projects), or join hosts that are in none',
  hosts: ({ aggregates }, { project }) => refusing(aggregates.closedTo(({ isolation }) => isolation?.projects, project)),
};
