/** The tables of a notice: sums, products, shares, order, and what the text says of them. */
import type { Notice, Tell } from "./notice.ts";
import { tableOrder } from "./table-order.ts";
import { tableProducts } from "./table-products.ts";
import { tableSums } from "./table-sums.ts";
import { tableWords } from "./table-words.ts";

export function tables(notice: Notice, tell: Tell): void {
  for (const table of notice.tables) {
    tableSums(table, notice, tell);
    tableProducts(table, notice, tell);
    tableOrder(table, notice, tell);
  }
  if (notice.tables.length > 0) tableWords(notice, tell);
}
