/** One year of the register as an edition of its own: its records, its report, its figures as the whole register counts them. */
import type { Entry } from "./model/kind.ts";
import type { Register } from "./register.ts";
import type { Edition } from "./walk.ts";

/** Years that can stand alone: those with something published. */
export const yearsOf = ({ register, reports }: Edition): number[] =>
  [...new Set([...register.items, ...register.interpretations, ...register.responses].map((r) => r.year).concat([...reports.keys()]))].sort(
    (a, b) => a - b,
  );

/** What belongs to one year; standing pages stay, since they tell how to ask for more. */
export function editionOfYear({ register, tallies, reports }: Edition, year: number): Edition {
  const within = <T extends Entry>(list: readonly T[]): readonly T[] => list.filter((r) => r.year === year);
  const items = within(register.items);
  const interpretations = within(register.interpretations);
  const byId = new Map([...register.byId].filter(([, r]) => r.year === year));
  const listsWithin = <T extends Entry>(lists: ReadonlyMap<string, readonly T[]>): Map<string, readonly T[]> =>
    new Map([...lists].filter(([id]) => byId.has(id)).map(([id, list]) => [id, within(list)]));
  const part: Register = {
    ...register,
    items,
    interpretations,
    responses: within(register.responses),
    requests: within(register.requests),
    disputes: within(register.disputes),
    complaints: within(register.complaints),
    trainings: within(register.trainings),
    reports: new Map([...register.reports].filter(([y]) => y === year)),
    attachments: new Map([...register.attachments].filter(([path]) => byId.has(path.slice(0, path.lastIndexOf("/"))))),
    years: [year],
    dataYears: [year],
    byId,
    interpretationsOf: listsWithin(register.interpretationsOf),
    resultsOf: listsWithin(register.resultsOf),
    supersededBy: new Map([...register.supersededBy].filter(([, item]) => item.year === year)),
  };
  return {
    register: part,
    tallies: new Map([...tallies].filter(([y]) => y === year)),
    reports: new Map([...reports].filter(([y]) => y === year)),
  };
}
