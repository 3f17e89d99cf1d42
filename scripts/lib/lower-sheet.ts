/**
 * Style sheets as they are written (cascade layers, `:is()`, logical shorthands, gaps, `clamp()`) → the same looks for the
 * browsers of the floor (`browserslist` in package.json). What a browser of the floor cannot show at all is an addition that
 * may be missing; it never takes another rule with it.
 */
import cascadeLayers from "@csstools/postcss-cascade-layers";
import isPseudoClass from "@csstools/postcss-is-pseudo-class";
import postcss, { type ChildNode, type Container, type Declaration, list, type Plugin, type Root, type Rule } from "postcss";

/** Selectors that browsers of the floor may not know. In a list, one unknown selector would drop the whole rule. */
const NEWER_SELECTOR = /:focus-visible|:has\(|:where\(|::details-content|::highlight/;

/** Known from Chromium 84, Firefox 66, Safari 14.1 on, as gaps between flexible boxes are (84, 63, 14.1). */
const NO_FLEX_GAP = "not ((inset: 0) or (appearance: none))";
/** Known from Chromium 79, Firefox 75, Safari 11.1 on, as `clamp()` is (79, 75, 13.1). */
const NO_MIN = "not (width: min(1px, 2px))";

/** The first argument of each `clamp()`, `min()`, `max()` in a value: what stands for it in a browser that knows none of them. */
export function withoutComparison(value: string): string {
  const found = /\b(?:clamp|min|max)\(/.exec(value);
  if (!found) return value;
  const start = found.index + found[0].length;
  let depth = 1;
  let comma = -1;
  let end = start;
  for (; end < value.length && depth > 0; end++) {
    const c = value[end];
    if (c === "(") depth++;
    else if (c === ")") depth--;
    else if (c === "," && depth === 1 && comma < 0) comma = end;
  }
  const first = value.slice(start, comma < 0 ? end - 1 : comma).trim();
  const operand = /[-+*/]/.test(first.replace(/^-/, "")) ? `calc(${first})` : first;
  return withoutComparison(value.slice(0, found.index) + operand + value.slice(end));
}

/** A rule's newer selectors stand in rules of their own. */
const partNewerSelectors = (): Plugin => ({
  postcssPlugin: "part-newer-selectors",
  Once(root) {
    root.walkRules((rule) => {
      const newer = rule.selectors.filter((s) => NEWER_SELECTOR.test(s));
      if (newer.length === 0 || newer.length === rule.selectors.length) return;
      for (const selector of newer.toReversed()) rule.after(rule.clone({ selectors: [selector] }));
      rule.selectors = rule.selectors.filter((s) => !newer.includes(s));
    });
  },
});

/** `@supports` right behind a rule, with a rule for the same elements. */
function addFallback(
  rule: Rule,
  params: string,
  selectors: readonly string[],
  declarations: readonly Pick<Declaration, "prop" | "value">[],
): void {
  const fallback = rule.clone({ selectors: [...selectors] }).removeAll();
  for (const { prop, value } of declarations) fallback.append({ prop, value });
  const supports = postcss.atRule({ name: "supports", params, nodes: [fallback] });
  if (rule.source) supports.source = rule.source;
  rule.after(supports);
}

/** Flexible boxes whose parts would touch get margins where gaps are unknown. */
const flexGaps = (): Plugin => ({
  postcssPlugin: "flex-gaps",
  Once(root) {
    const value = (rule: Container, prop: string): string | undefined =>
      (rule.nodes ?? []).findLast((n): n is Declaration => n.type === "decl" && n.prop === prop)?.value;
    /** What is flexible, by its selector: a gap may stand in another rule, of a narrower screen say. */
    const flexible = new Map<string, { readonly column: boolean; readonly wraps: boolean }>();
    root.walkRules((rule) => {
      if (!/flex/.test(value(rule, "display") ?? "")) return;
      const flow = `${value(rule, "flex-flow") ?? ""} ${value(rule, "flex-direction") ?? ""} ${value(rule, "flex-wrap") ?? ""}`;
      for (const s of rule.selectors) {
        const known = flexible.get(s);
        flexible.set(s, { column: /column/.test(flow), wraps: /(?:^|\s)wrap/.test(flow) || known?.wraps === true });
      }
    });
    root.walkRules((rule) => {
      const gap = value(rule, "gap");
      const kinds = rule.selectors.map((s) => flexible.get(s));
      const kind = kinds[0];
      if (gap === undefined || kind === undefined || /grid/.test(value(rule, "display") ?? "")) return;
      const [between = "0", beside = between] = list.space(gap);
      const parts = (end: string): string[] => rule.selectors.map((s) => s + end);
      if (kind.column) addFallback(rule, NO_FLEX_GAP, parts(" > * + *"), [{ prop: "margin-top", value: between }]);
      else if (kind.wraps) {
        addFallback(rule, NO_FLEX_GAP, parts(" > *:not(:last-child)"), [
          { prop: "margin-right", value: beside },
          { prop: "margin-bottom", value: between },
        ]);
      } else addFallback(rule, NO_FLEX_GAP, parts(" > * + *"), [{ prop: "margin-left", value: beside }]);
    });
  },
});

/** `clamp()` and its kin, where they are unknown. */
const comparisons = (): Plugin => ({
  postcssPlugin: "comparisons",
  Once(root) {
    root.walkRules((rule) => {
      const declarations = (rule.nodes ?? []).filter((n): n is Declaration => n.type === "decl" && withoutComparison(n.value) !== n.value);
      if (declarations.length === 0) return;
      addFallback(
        rule,
        NO_MIN,
        rule.selectors,
        declarations.map(({ prop, value }) => ({ prop, value: withoutComparison(value) })),
      );
    });
  },
});

/** Names that older browsers know a property or a value by, before the name of today. */
const OLDER: Readonly<Record<string, readonly (readonly [prop: string, value?: string])[]>> = {
  "text-size-adjust": [["-webkit-text-size-adjust"]],
  "print-color-adjust": [["-webkit-print-color-adjust"]],
  "user-select": [["-webkit-user-select"]],
  appearance: [["-webkit-appearance"]],
  "overflow-wrap: anywhere": [["overflow-wrap", "break-word"]],
  "width: fit-content": [["width", "-moz-fit-content"]],
};

const olderNames = (): Plugin => ({
  postcssPlugin: "older-names",
  Once(root) {
    root.walkDecls((decl) => {
      for (const [prop, value] of OLDER[decl.prop] ?? OLDER[`${decl.prop}: ${decl.value}`] ?? [])
        decl.cloneBefore({ prop, value: value ?? decl.value });
    });
  },
});

/** Shorthands that came years after their parts: of both ends of a line or a block, and of all four sides of what is placed. */
const shorthands = (): Plugin => ({
  postcssPlugin: "shorthands",
  Once(root) {
    root.walkDecls(/^(?:margin|padding|border)-(?:inline|block)$|^inset(?:-inline|-block)?$/, (decl) => {
      const { prop, value } = decl;
      const [a = "0", b = a, c = a, d = b] = list.space(value);
      const parts: Readonly<Record<string, string>> = prop.startsWith("border")
        ? { [`${prop}-start`]: value, [`${prop}-end`]: value }
        : prop === "inset"
          ? { top: a, right: b, bottom: c, left: d }
          : prop.startsWith("inset")
            ? prop.endsWith("inline")
              ? { left: a, right: b }
              : { top: a, bottom: b }
            : { [`${prop}-start`]: a, [`${prop}-end`]: b };
      decl.replaceWith(Object.entries(parts).map(([part, of]) => decl.clone({ prop: part, value: of })));
    });
  },
});

const lowering = postcss([
  partNewerSelectors(),
  isPseudoClass({ preserve: false }),
  flexGaps(),
  comparisons(),
  olderNames(),
  shorthands(),
  cascadeLayers(),
]);

/** A rule a line, nothing between its signs. */
function compact(node: ChildNode): void {
  node.raws = node.type === "decl" ? { before: "", between: ":" } : { before: "\n", between: "", after: "", semicolon: false };
  if (node.type === "decl" && node.important) node.raws.important = "!important";
  if (node.type === "atrule") node.raws.afterName = " ";
}

/**
 * Lowers sheets that one page uses together, so that the layers of all of them keep their order.
 * @param sheets name → text, in the order in which a page loads them.
 * @returns name → text without comments. Throws on a selector that cannot be lowered: a fault of the program.
 */
export function lowerSheets(sheets: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const all: Root = postcss.root();
  for (const [name, text] of Object.entries(sheets)) {
    const root = postcss.parse(text, { from: `/${name}` });
    root.walkComments((c) => {
      c.remove();
    });
    all.append(root.nodes);
  }
  const result = lowering.process(all, { from: undefined }).sync();
  const warning = result.warnings()[0];
  if (warning) throw new Error(`a style sheet cannot be lowered: ${warning.toString()}`);
  return new Map(
    Object.keys(sheets).map((name) => {
      const part = postcss.root();
      part.append(result.root.nodes.filter((n) => n.source?.input.file === `/${name}`).map((n) => n.clone()));
      part.walk(compact);
      return [name, `${part.toString().trim()}\n`];
    }),
  );
}
