/** The disk as Windows and sticks have it: what is held is waited for, what is not removed is removed piece by piece, a lock needs no link. */
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { copyFolder, makeFolder, move, remove } from "../scripts/disk.ts";
import { plainFault, takeLock } from "../scripts/publish.ts";
import { filesIn, temporary, writeDeep } from "./support.ts";

type Call = (...args: unknown[]) => unknown;
const undo: (() => void)[] = [];
/** Replaces an operation of the disk until the test is over. */
function instead(
  name: "renameSync" | "rmSync" | "unlinkSync" | "linkSync" | "mkdirSync",
  work: (real: Call, ...args: unknown[]) => unknown,
): void {
  const holder = fs as unknown as Record<string, Call>;
  const real = holder[name] as Call;
  holder[name] = (...args) => work(real, ...args);
  syncBuiltinESMExports();
  undo.push(() => {
    holder[name] = real;
    syncBuiltinESMExports();
  });
}
afterEach(() => {
  for (const u of undo.splice(0)) u();
});
const fails = (code: string): never => {
  throw Object.assign(new Error(`${code}: as another program has it`), { code });
};

describe("moving", () => {
  it.each(["EPERM", "EACCES", "EBUSY"])("waits while another program has it open: %s", (code) => {
    const base = temporary();
    writeDeep(join(base, "new/a.txt"), "新");
    let left = 3;
    instead("renameSync", (real, ...args) => (left-- > 0 ? fails(code) : real(...args)));
    move(join(base, "new"), join(base, "site"), 1000);
    expect(readFileSync(join(base, "site/a.txt"), "utf8")).toBe("新");
  });

  it("ends when the time is over, and at once where nothing is held", () => {
    const base = temporary();
    writeDeep(join(base, "new/a.txt"), "新");
    let asked = 0;
    instead("renameSync", () => {
      asked++;
      return fails("EBUSY");
    });
    expect(() => move(join(base, "new"), join(base, "site"), 50)).toThrow("EBUSY");
    expect(asked).toBeGreaterThan(2);
    asked = 0;
    expect(() => move(join(base, "new"), join(base, "site"), 0)).toThrow("EBUSY");
    expect(asked).toBe(1);
    for (const u of undo.splice(0)) u();
    expect(() => move(join(base, "nothing"), join(base, "site"), 10_000)).toThrow("ENOENT");
  });
});

describe("removing", () => {
  it("removes what the system's own call left without a word", () => {
    const base = temporary();
    writeDeep(join(base, "旧网站/items/2025/一.html"), "一");
    mkdirSync(join(base, "旧网站/空"));
    instead("rmSync", () => undefined);
    remove(join(base, "旧网站"));
    remove(join(base, "没有"));
    expect(readdirSync(base)).toEqual([]);
  });
});

describe("making and copying", () => {
  it("copies a folder with all below it", () => {
    const base = temporary();
    writeDeep(join(base, "来源/a/b/一.bin"), Uint8Array.of(0, 255, 13, 10));
    writeDeep(join(base, "来源/二.txt"), "二");
    copyFolder(join(base, "来源"), join(base, "去处"));
    expect(filesIn(join(base, "去处"))).toEqual(filesIn(join(base, "来源")));
    expect([...readFileSync(join(base, "去处/a/b/一.bin"))]).toEqual([0, 255, 13, 10]);
  });

  it("does not make what is there: a drive's root cannot be made", () => {
    const base = temporary();
    instead("mkdirSync", () => fails("EPERM"));
    makeFolder(base);
    expect(() => makeFolder(join(base, "new"))).toThrow("EPERM");
  });
});

describe("a lock on a stick, which knows no links", () => {
  it.each(["EPERM", "EISDIR", "ENOTSUP"])("holds, is freed, and is taken over when its process is gone: %s", (code) => {
    const lock = join(temporary(), ".site.lock");
    instead("linkSync", () => fails(code));
    const free = takeLock(lock);
    expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: process.pid });
    free();
    expect(existsSync(lock)).toBe(false);
    const of = (pid: number, since: string): string => JSON.stringify({ pid, host: hostname(), start: "", since });
    // Another process that runs.
    writeFileSync(lock, of(process.ppid, new Date().toISOString()));
    expect(() => takeLock(lock)).toThrow("另一个生成正在进行");
    expect(existsSync(lock)).toBe(true);
    // Its number is another's by now.
    writeFileSync(lock, of(process.ppid, "2025-01-02T03:04:05.000Z"));
    takeLock(lock)();
    // One that is gone.
    writeFileSync(lock, of(4_194_000, new Date().toISOString()));
    takeLock(lock)();
    expect(existsSync(lock)).toBe(false);
  });
});

it("a lock that is freed frees no other that was taken at once", () => {
  const lock = join(temporary(), ".site.lock");
  const free = takeLock(lock);
  let taken = false;
  const another = (real: Call, ...args: unknown[]): unknown => {
    const done = real(...args);
    if (args[0] === lock && !taken) writeFileSync(lock, "another's");
    taken ||= args[0] === lock;
    return done;
  };
  instead("rmSync", another);
  instead("unlinkSync", another);
  free();
  expect(readFileSync(lock, "utf8")).toBe("another's");
});

describe("what is said", () => {
  const fault = (code: string, platform: NodeJS.Platform): string =>
    (plainFault(Object.assign(new Error(`${code}: x`), { code, path: "_site" }), undefined, platform) as Error).message;

  it("of a file that is open names the programs, on Windows", () => {
    for (const code of ["EPERM", "EACCES"]) {
      expect(fault(code, "win32")).toContain("有别的程序正开着它（WPS、资源管理器、杀毒软件都会）");
      expect(fault(code, "linux")).toContain("没有写入的权限");
    }
    expect(fault("EBUSY", "win32")).toBe("有别的程序正开着它，写不下去：_site。网站没有换成半新半旧的；处理好以后再运行一次就行。");
    expect(fault("ENOTEMPTY", "win32")).toContain("写不下去：_site");
  });
});
