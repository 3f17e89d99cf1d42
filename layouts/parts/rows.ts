/** Rows of a list: one look for each kind of record. */
import { anchorOf, dayOf, isInterpretation, isItem, labelOf, nameOf, pathOf, remarkOf } from "../../scripts/entries.ts";
import type { Entry } from "../../scripts/model/kind.ts";
import type { Shell } from "../../scripts/pages.ts";
import { validity } from "../../scripts/rules/disputes.ts";
import { validityOn } from "../../scripts/validity.ts";
import { type Html, html } from "../html.ts";

/** What stands small beside a title. */
function tags(r: Entry, shell: Shell): Html | false {
  const parts: string[] = [];
  if (isItem(r)) {
    parts.push(shell.labels.category.get(r.category) ?? "");
    if (r.docNumber) parts.push(r.docNumber);
    if (r.village) parts.push(r.village.map((v) => shell.labels.village.get(v)).join("、"));
    const state = validityOn(r, shell.today);
    if (state === "repealed" || state === "expired") parts.push(labelOf(validity, state));
  } else if (isInterpretation(r)) parts.push("政策解读");
  else if (r.kind === "responses") parts.push("回应关切");
  else parts.push(remarkOf(r));
  const withdrawn = (r as { withdrawn?: { date: string } }).withdrawn;
  if (withdrawn) parts.push(`${withdrawn.date} 撤回`);
  return parts.length > 0 && html`<span class="tags">${parts.join(" · ")}</span>`;
}

/** Records as a list, in the order given. */
export const rows = (list: readonly Entry[], shell: Shell, root: string): Html => html`<ol class="rows">
${list.map((r) => {
  const path = pathOf(r);
  const day = dayOf(r);
  return html`<li id="${anchorOf(r)}"><div class="line"><span class="name">${
    path ? html`<a href="${root}${path}">${nameOf(r)}</a>` : nameOf(r)
  }</span>${tags(r, shell)}</div><time datetime="${day}">${day}</time></li>\n`;
})}</ol>`;
