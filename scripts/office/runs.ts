/** Running text as Word, and the shapes of PowerPoint and Excel, have it: what is shown, deleted, hidden. */
import { attribute, isOn, type Pack, walkXml } from "./package.ts";
import { type Lines, newLines } from "./parts.ts";

/** A stream of paragraphs: the body itself, or a text box within it. */
interface Box {
  readonly shown: Lines;
  readonly deleted: Lines;
  readonly hidden: Lines;
  /** Text boxes whose anchor's paragraph is not over yet. */
  readonly after: Box[];
  tables: number;
  /** Columns that the cell being read covers. */
  spanned: number;
  paragraphHidden: boolean;
  runHidden: boolean | undefined;
}

const STREAMS = ["shown", "deleted", "hidden"] as const;

const newBox = (): Box => ({
  shown: newLines(),
  deleted: newLines(),
  hidden: newLines(),
  after: [],
  tables: 0,
  spanned: 1,
  paragraphHidden: false,
  runHidden: undefined,
});

const gapIn = (box: Box, kind: " " | "\n" | "\t"): void => {
  for (const stream of STREAMS) box[stream].gap(kind);
};

/** A new line in running text; within a table a row stays one line. */
const lineEnd = (box: Box): " " | "\n" => (box.tables > 0 ? " " : "\n");

/** Ends a paragraph and sets the text boxes that hang on it behind it. */
function endParagraph(box: Box): void {
  gapIn(box, lineEnd(box));
  for (const inner of box.after.splice(0)) {
    endParagraph(inner);
    for (const stream of STREAMS) {
      box[stream].add(box.tables > 0 ? inner[stream].text().replaceAll("\n", " ") : inner[stream].text());
    }
    gapIn(box, lineEnd(box));
  }
}

export interface Runs {
  readonly shown: string;
  readonly deleted: string;
  readonly hidden: string;
  /** Alternative texts of pictures; Word likes to fill them with paths. */
  readonly described: string;
  /** Field codes, and what form fields and links offer. */
  readonly codes: string;
}

const MOST_SPANNED = 60;
const SHAPES = new Set(["sp", "pic", "graphicFrame", "grpSp", "cxnSp", "drawing"]);

/** Paragraphs and tables of WordprocessingML or DrawingML in reading order. */
export function readRuns(pack: Pack, file: string, hiddenStyles: ReadonlySet<string> = new Set()): Runs {
  let box = newBox();
  const outer: Box[] = [];
  const described: string[] = [];
  const codes: string[] = [];
  /** For each mc:AlternateContent around us: is one of its versions read already? */
  const alternates: boolean[] = [];
  let skipped = -1;
  let hiddenShape = -1;
  let struck = 0;
  let reading = false;
  let inCode = false;

  const stream = (): (typeof STREAMS)[number] => {
    if (struck > 0) return "deleted";
    return hiddenShape >= 0 || (box.runHidden ?? box.paragraphHidden) ? "hidden" : "shown";
  };
  const say = (text: string): void => {
    const to = stream();
    box[to].add(text);
    // What is hidden here and there is not one word.
    for (const other of ["deleted", "hidden"] as const) if (other !== to) box[other].gap("\n");
  };

  walkXml(pack, file, {
    open(name, attributes, path) {
      if (skipped >= 0) return;
      const parent = path.at(-1);
      switch (name) {
        case "t":
          reading = true;
          break;
        case "delText":
          reading = true;
          struck++;
          break;
        case "instrText":
        case "delInstrText":
          inCode = true;
          break;
        case "fldChar":
          codes.push("\n");
          break;
        case "fldSimple":
        case "hyperlink":
        case "alias":
        case "listItem":
          for (const key of ["instr", "tooltip", "displayText", "value", "val"]) codes.push("\n", attribute(attributes, key) ?? "");
          break;
        case "p":
          box.paragraphHidden = false;
          break;
        case "r":
          box.runHidden = undefined;
          break;
        case "vanish":
          if (parent === "rPr" && path.at(-2) === "r") box.runHidden = isOn(attribute(attributes, "val") ?? "1");
          break;
        case "rStyle":
          if (parent === "rPr" && path.at(-2) === "r" && hiddenStyles.has(attribute(attributes, "val") ?? "")) box.runHidden = true;
          break;
        case "pStyle":
          if (parent === "pPr" && path.at(-2) === "p") box.paragraphHidden = hiddenStyles.has(attribute(attributes, "val") ?? "");
          break;
        case "tab":
        case "ptab":
          // Within w:tabs it is a place, not a mark.
          if (parent === "r") box[stream()].gap(" ");
          break;
        case "br":
        case "cr":
          box[stream()].gap(lineEnd(box));
          break;
        case "noBreakHyphen":
          say("-");
          break;
        case "del":
        case "moveFrom":
          struck++;
          break;
        case "tbl":
          box.tables++;
          break;
        case "gridSpan":
          // A merged cell is as many as it covers.
          if (parent === "tcPr") box.spanned = Math.min(Number(attribute(attributes, "val")) || 1, MOST_SPANNED);
          break;
        case "txbxContent":
        case "rt":
          outer.push(box);
          box = newBox();
          break;
        case "comment":
          if (attribute(attributes, "author")) say(`${attribute(attributes, "author")}：`);
          break;
        case "textpath":
          // A watermark.
          say(attribute(attributes, "string") ?? "");
          endParagraph(box);
          break;
        case "fld":
          if (/^(?:slidenum|datetime)/.test(attributes.type ?? "")) skipped = path.length;
          break;
        case "AlternateContent":
          alternates.push(false);
          break;
        case "Choice":
        case "Fallback":
          if (alternates.at(-1)) skipped = path.length;
          else alternates.splice(-1, 1, true);
          break;
        case "docPr":
        case "cNvPr":
          described.push(attributes.title ?? "", attributes.descr ?? "");
          if (isOn(attributes.hidden) && hiddenShape < 0) hiddenShape = path.findLastIndex((p) => SHAPES.has(p));
          break;
      }
    },
    text(text) {
      if (inCode) codes.push(text);
      if (reading && skipped < 0) say(text.replace(/[\r\n\t]/g, " "));
    },
    close(name, path) {
      if (skipped >= 0) {
        if (path.length <= skipped) skipped = -1;
        return;
      }
      if (path.length === hiddenShape) hiddenShape = -1;
      switch (name) {
        case "t":
          reading = false;
          break;
        case "delText":
          reading = false;
          struck--;
          break;
        case "instrText":
        case "delInstrText":
          inCode = false;
          break;
        case "p":
          endParagraph(box);
          break;
        case "tc":
          for (; box.spanned > 0; box.spanned--) gapIn(box, "\t");
          box.spanned = 1;
          break;
        case "tr":
          gapIn(box, box.tables > 1 ? "\t" : "\n");
          break;
        case "tbl":
          box.tables--;
          break;
        case "del":
        case "moveFrom":
          struck--;
          break;
        case "txbxContent":
        case "rt": {
          const around = outer.pop() ?? newBox();
          around.after.push(box);
          box = around;
          break;
        }
        case "AlternateContent":
          alternates.pop();
          break;
      }
    },
  });
  // A file that breaks off within a text box.
  for (let around = outer.pop(); around !== undefined; around = outer.pop()) {
    around.after.push(box);
    box = around;
  }
  endParagraph(box);
  return {
    shown: box.shown.text(),
    deleted: box.deleted.text(),
    hidden: box.hidden.text(),
    described: described.join("\n"),
    codes: codes.join(""),
  };
}
