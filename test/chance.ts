/**
 * Chance in tests: the same in every run, so that what fails is the change at hand. `npm run fuzz` draws anew, and more often; it
 * names the seed of what it finds (`FUZZ_SEED=… npm run fuzz` has it again).
 */
import fc from "fast-check";

const { FUZZ_SEED, FUZZ_TIMES } = process.env;
const times = Number(FUZZ_TIMES ?? 1);

/** How often a property is tried that is tried `usual` times in `npm test`. */
export const tries = (usual: number): number => usual * times;

const seed = FUZZ_SEED ?? (FUZZ_TIMES ? undefined : 20171231);
fc.configureGlobal({ numRuns: tries(100), ...(seed === undefined ? {} : { seed: Number(seed) }) });
