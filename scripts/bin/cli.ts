/** What every command shares: options, today's date, and how a fault of the program is told. */
import { fileURLToPath } from "node:url";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { DateTime } from "luxon";
import picocolors from "picocolors";
import { PROGRAM_SINCE, SET_CLOCK } from "../check/clock.ts";
import { type Day, parseDay } from "../rules/days.ts";

/** Where builds keep what is dear to make; may be deleted at any time. */
export const CACHE = fileURLToPath(new URL("../../.gongkai/cache", import.meta.url));

/** Colours in a terminal, none in a file: picocolors would put them there on Windows. */
export const pc = picocolors.createColors(
  picocolors.isColorSupported && (process.stdout.isTTY === true || Boolean(process.env.FORCE_COLOR)),
);

/** Today in Asia/Shanghai: the only place where the clock is read. */
export function today(given: string | undefined): Day {
  if (given !== undefined) {
    const parsed = parseDay(given);
    if (!parsed) throw new UsageError(`--today 写的是“${given}”，不是日期。`, "写法如 --today 2026-01-20。");
    return parsed;
  }
  const shown = DateTime.now().setZone("Asia/Shanghai").toISODate() ?? "";
  const now = parseDay(shown);
  if (now === undefined || now < PROGRAM_SINCE) {
    throw new UsageError(
      `这台电脑的日期（时钟）是 ${shown}，比这个程序还早，不会是对的。`,
      `${SET_CLOCK}一时校不准的，加上 --today 和今天的日期，写法如 --today 2026-11-23。`,
    );
  }
  return now;
}

/** A wrong use of a command: what, and what to type instead. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Options by their long names; `--help` prints `usage` and ends. */
export function options<O extends Options>(spec: O, usage: string, argv = process.argv.slice(2)) {
  try {
    const parsed = parseArgs({
      args: argv,
      options: { ...spec, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    });
    if ((parsed.values as { help?: boolean }).help) {
      console.log(usage);
      process.exit(0);
    }
    return parsed as ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>>;
  } catch (error) {
    const found = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? argv.join(" ");
    throw new UsageError(`看不懂“${found}”。`, usage);
  }
}

/** Runs a command; exit 2 on a wrong use, 3 on a fault of the program. */
export async function main(run: () => Promise<number> | number): Promise<void> {
  // A pager that was closed early is no fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  try {
    process.exitCode = await run();
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n${error.advice}`);
      process.exitCode = 2;
    } else {
      console.error("程序出错，不是您写错了。请把下面的内容发给技术人员：");
      console.error(error);
      process.exitCode = 3;
    }
  }
}
