/** A published record as every channel needs it: who signs, when, its public address, its body, its pictures. */

import { isItem, type Published } from "../entries.ts";
import { NOWHERE, renderMarkdown, resolveLink } from "../markdown.ts";
import { siteUrl } from "../model/site.ts";
import type { AttachmentLink, Shell } from "../pages.ts";
import { attachmentLinks } from "../pages.ts";
import type { Register } from "../register.ts";
import type { Day } from "../rules/days.ts";

export interface Sheet {
  readonly record: Published;
  /** `items-2025-0003`: its name in addresses of the desk. */
  readonly name: string;
  /** Who signs. */
  readonly organ: string;
  /** 成文日期, or the day of publication where nobody wrote one. */
  readonly signed: Day;
  /** Its page on the web. */
  readonly url: string;
  readonly attachments: readonly AttachmentLink[];
  /** The body; `at` tells where a picture or page of the site stands for the page that shows it. */
  body(at: (address: string, image: boolean) => string): string;
  /** Addresses of pictures in the body, of this site. */
  readonly pictures: readonly string[];
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/i;

/** What the channels show of a record. */
export function sheetOf(record: Published, register: Register, shell: Shell): Sheet {
  const pictures = new Set<string>();
  const render = (at: (address: string, image: boolean) => string): string =>
    renderMarkdown(record.body, {
      elsewhere: (link) => {
        if (/^[a-z][a-z0-9+.-]*:|^#/i.test(link)) return undefined;
        if (shell.elsewhere?.(`${record.id}.html`, link) === NOWHERE) return NOWHERE;
        const address = resolveLink(record.id, link);
        if (PICTURE.test(address)) pictures.add(address);
        return at(address, PICTURE.test(address)) + (/#.*$/.exec(link)?.[0] ?? "");
      },
    });
  render((address) => address);
  return {
    record,
    name: nameInDesk(record.id),
    organ: record.issuer ?? shell.site.name,
    signed: (isItem(record) ? record.formed : undefined) ?? record.date,
    url: `${siteUrl(shell.site, shell.basePath)}${record.id}.html`,
    attachments: attachmentLinks(record, register.attachments),
    body: render,
    pictures: [...pictures],
  };
}

/** `items/2025/0003` → `items-2025-0003`. */
export const nameInDesk = (id: string): string => id.replaceAll("/", "-");
