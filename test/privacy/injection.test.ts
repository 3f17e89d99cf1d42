/** Fault injection: made-up numbers at every place of a text, in addresses, in every container; and what must stay silent. `SEED=…` draws others. */
import { describe, expect, it } from "vitest";
import { readAttachmentText } from "../../scripts/office/attachment.ts";
import { scanText } from "../../scripts/privacy/find.ts";
import { containers, zipped } from "../office/containers.ts";
import { tables } from "../office/tables.ts";
import { addresses, chance, harmless, type MadeUp, madeUp, places, spellings } from "./made-up.ts";

const seed = Number(process.env.SEED ?? 11);
const DRAWN = 20;
const drawn: readonly MadeUp[] = Array.from({ length: DRAWN }, (_, i) => madeUp(chance(seed * 1000 + i))).flat();

/** Told as what it is; a number of an account may be told as a card where its last digit happens to be right. */
const isFound = (text: string, { kind }: MadeUp): boolean =>
  scanText(text).findings.some((f) => f.kind === kind || (kind === "account" && f.kind === "card"));

/** Rows of the table in FIGURES.md. */
function told(what: string, found: number, all: number): void {
  if (process.env.FIGURES) console.log(`| ${what} | ${found} of ${all} |`);
}

describe("in the text of a record", () => {
  it.each(Object.entries(places))("%s: every number in every spelling", (name, place) => {
    const tried = drawn.flatMap((m) =>
      Object.entries(spellings)
        // A group that is cut once more is no spelling of anybody.
        .filter(([how]) => !/middle/.test(name) || how === "plain" || how === "full-width")
        .map(([how, spell]) => ({ m, how, text: place(spell(m), m) })),
    );
    const missed = tried.filter(({ m, text }) => !isFound(text, m));
    told(`text: ${name}`, tried.length - missed.length, tried.length);
    expect(missed.map(({ m, how, text }) => `${m.name} ${how}: ${text}`)).toEqual([]);
  });

  it("one sign to a cell", () => {
    const named = drawn.filter((m) => !(m.kind === "account" || m.number.length === 20));
    const missed = named.filter((m) => !isFound(`| ${m.name} | ${[...m.number].join(" | ")} |`, m));
    const unnamed = drawn.filter((m) => m.number.length === 18).filter((m) => !isFound(`某甲\t${[...m.number].join("\t")}\t300元`, m));
    told("text: one sign to a cell", named.length - missed.length, named.length);
    expect([...missed, ...unnamed]).toEqual([]);
  });

  it.each(Object.entries(addresses))("address, %s", (name, address) => {
    const tried = drawn.filter((m) => m.kind === "identity" || m.kind === "mobile" || m.kind === "identity15");
    const missed = tried.filter((m) => !isFound(address(m.number, m.kind === "mobile" ? "tel" : "sfz"), m));
    told(`address: ${name}`, tried.length - missed.length, tried.length);
    expect(missed.map((m) => address(m.number, m.name))).toEqual([]);
  });
});

describe("in attachments", () => {
  it.each([
    ["alone", containers],
    ["in archives", zipped],
  ] as const)("%s: at least 98 % of the numbers in all containers", async (how, all) => {
    const missed: string[] = [];
    let tried = 0;
    for (const { name, extension, make } of all) {
      for (const m of drawn.slice(0, 8)) {
        tried++;
        const { parts } = await readAttachmentText(make(`${m.name}：${m.number}`), extension);
        if (!parts.some((p) => isFound(p.text, m))) missed.push(`${name}: ${m.name}`);
      }
    }
    told(`containers, ${how}`, tried - missed.length, tried);
    expect(missed.length / tried, missed.join("\n")).toBeLessThanOrEqual(0.02);
  });
});

describe("in tables of attachments, beside an empty cell", () => {
  it.each(tables)("$name: under a heading, in every spelling", async ({ name, make, extension }) => {
    const missed: string[] = [];
    let tried = 0;
    for (const m of drawn.slice(0, 16)) {
      for (const [how, spell] of Object.entries(spellings)) {
        tried++;
        const rows = [
          ["村名", "备注", m.name, "金额"],
          ["甲村", "", spell(m), "300"],
          ["乙村", "已发", "", "2018"],
        ];
        const { parts } = await readAttachmentText(make(rows), extension);
        if (!parts.some((p) => isFound(p.text, m))) missed.push(`${m.name} ${how}`);
      }
    }
    told(`tables of attachments: ${name}`, tried - missed.length, tried);
    expect(missed).toEqual([]);
  });
});

describe("harmless", () => {
  it("rows, sheets and addresses: at most 5 false alarms in 20,000, none that a reviewer cannot pass", () => {
    const alarms: string[] = [];
    const stops: string[] = [];
    for (const text of harmless(20_000, seed)) {
      const { findings } = scanText(text);
      if (findings.length > 0) alarms.push(`${findings.map((f) => f.kind)}: ${text}`);
      if (findings.some((f) => f.severity === "stop")) stops.push(text);
    }
    told("false alarms, harmless rows, sheets, addresses", alarms.length, 20_000);
    expect(stops).toEqual([]);
    expect(alarms.length, alarms.join("\n")).toBeLessThanOrEqual(5);
  });
});
