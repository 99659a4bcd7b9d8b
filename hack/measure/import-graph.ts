/** Who imports whom: from a name to the names that it imports. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** A graph of the given edges, without those that a name has to itself. */
export function importGraph(edges: Iterable<readonly [from: string, to: string]>): ImportGraph {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    const imported = graph.get(from) ?? new Set();
    graph.set(from, imported);
    if (from !== to) {
      imported.add(to);
    }
  }
  return graph;
}

/** Groups of names that all reach each other, each sorted. Empty when there are no cycles. */
export function cyclesOf(graph: ImportGraph): string[][] {
  return strongComponents(graph)
    .filter((component) => component.length > 1)
    .map((component) => component.toSorted());
}

/** The longest chain of imports, its names in order. Of the names in a cycle it counts one. */
export function longestChainOf(graph: ImportGraph): string[] {
  const longest = new Map<string, string[]>();
  // A component comes after all that it reaches, so what it imports is known by then.
  for (const component of strongComponents(graph)) {
    const members = new Set(component);
    const [name = ''] = component;
    let best: string[] = [];
    for (const member of component) {
      for (const imported of graph.get(member) ?? []) {
        const chain = members.has(imported) ? [] : (longest.get(imported) ?? [imported]);
        best = chain.length > best.length ? chain : best;
      }
    }
    for (const member of component) {
      longest.set(member, [name, ...best]);
    }
  }
  return [...longest.values()].reduce((left, right) => (right.length > left.length ? right : left), []);
}

/** Tarjan's algorithm, without recursion since chains may be long. */
function strongComponents(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];

  const enter = (name: string): Visit => {
    order.set(name, order.size);
    lowest.set(name, order.size - 1);
    open.push(name);
    isOpen.add(name);
    return { name, rest: [...(graph.get(name) ?? [])] };
  };
  const lower = (name: string, to: number | undefined): void => {
    lowest.set(name, Math.min(lowest.get(name) ?? Infinity, to ?? Infinity));
  };
  const close = (name: string): void => {
    if (lowest.get(name) === order.get(name)) {
      const component = open.splice(open.indexOf(name));
      component.forEach((member) => isOpen.delete(member));
      components.push(component);
    }
  };

  for (const start of graph.keys()) {
    const visits = order.has(start) ? [] : [enter(start)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const next = visit.rest.pop();
      if (next === undefined) {
        visits.pop();
        close(visit.name);
        lower(visits.at(-1)?.name ?? visit.name, lowest.get(visit.name));
      } else if (!order.has(next)) {
        visits.push(enter(next));
      } else if (isOpen.has(next)) {
        lower(visit.name, order.get(next));
      }
    }
  }
  return components;
}

interface Visit {
  readonly name: string;
  readonly rest: string[];
}
