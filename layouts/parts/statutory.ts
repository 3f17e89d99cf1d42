/** A statutory table as printed: head cells that span, numbers that lead to their records. */
import { figurePath } from "../../scripts/lists.ts";
import { type Cell, type FilledTable, type Grid, type GridCell, gridOf, shownCell } from "../../scripts/report-tables.ts";
import { type Html, html, raw } from "../html.ts";

/** A number: a link where records stand behind it. */
function number(cell: Cell, year: number, root: string): Html | string {
  const shown = shownCell(cell);
  return (cell.basis === "counted" || cell.basis === "mixed") && cell.figure && cell.figure.records.length > 0
    ? html`<a class="figure" href="${root}${figurePath(cell.figure, year)}" aria-label="${cell.figure.label} ${shown} ${cell.figure.unit}">${shown}</a>`
    : shown === ""
      ? "待报"
      : shown;
}

const span = (cell: GridCell): Html =>
  html`${cell.colSpan > 1 && raw(` colspan="${cell.colSpan}"`)}${cell.rowSpan > 1 && raw(` rowspan="${cell.rowSpan}"`)}`;

function printCell(cell: GridCell, year: number, root: string): Html {
  if (cell.head)
    return cell.text === "" ? html`<td${span(cell)}></td>` : html`<th${span(cell)} scope="${cell.scope ?? "col"}">${cell.text}</th>`;
  if (!cell.cell) return html`<td${span(cell)}>${cell.text}</td>`;
  return html`<td class="number${cell.cell.basis === "counted" || cell.cell.basis === "mixed" ? "" : ` ${cell.cell.basis}`}">${number(cell.cell, year, root)}</td>`;
}

const print = (
  grid: Grid,
  caption: string,
  kind: string,
  year: number,
  root: string,
): Html => html`<div class="table-box ${kind}" tabindex="0" role="group" aria-label="${caption}"${kind === "narrow" && raw(" data-pagefind-ignore")}>
<table class="statutory">
<caption>${caption}</caption>
<thead>
${grid.head.map((line) => html`<tr>${line.map((c) => printCell(c, year, root))}</tr>\n`)}</thead>
<tbody>
${grid.body.map((line) => html`<tr>${line.map((c) => printCell(c, year, root))}</tr>\n`)}</tbody>
</table>
</div>
`;

/** The same numbers for a narrow screen: one column of row heads that stays in sight, groups as lines of their own. */
function narrow(filled: FilledTable): Grid {
  const { table } = filled;
  const flat: FilledTable = {
    rows: filled.rows,
    table: {
      ...table,
      layout: "down",
      corner: "",
      columns: table.columns.map((c) => ({ ...c, head: [c.head.at(-1) ?? ""] })),
      rows: table.rows.map((r) => ({ ...r, head: [r.head.at(-1) ?? ""] })),
    },
  };
  const grid = gridOf(flat);
  let group = "";
  const body = grid.body.flatMap((line, i) => {
    const parent = (table.rows[i]?.head ?? []).slice(0, -1).join(" ");
    const opens = parent !== "" && parent !== group;
    group = parent;
    const heading: GridCell = { text: parent, head: true, colSpan: grid.width, rowSpan: 1, scope: "colgroup" };
    return opens ? [[heading], line] : [line];
  });
  return { ...grid, body };
}

/** A table of a report. A wide one is printed twice, of which the style sheet shows the one that fits. */
export function statutoryTable(filled: FilledTable, year: number, root: string): Html {
  const { table } = filled;
  const wide = table.layout === "across" || table.rows.some((r) => r.head.length > 1);
  const units = table.json === "numbers";
  if (!wide) return print(gridOf(filled, units), table.title, "plain", year, root);
  return html`${print(gridOf(filled, units), table.title, "wide", year, root)}${print(narrow(filled), table.title, "narrow", year, root)}`;
}
