/** `npm run templates`: writes the authors' templates, JSON Schemas and editor snippets out of the model. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { readContent } from "../content.ts";
import { authorsFiles } from "../model/template.ts";
import { formatProblems } from "../problem.ts";
import { main, options } from "./cli.ts";

const usage = `用法：npm run templates -- [选项]
按 site.yaml 里的类目、渠道和村，重写 scripts/model/templates/ 里的模板、.vscode/ 里的填写提示和 admin/config.yml（Decap CMS、Sveltia CMS 的设置）。

  --content 文件夹   内容文件夹（默认 content）
  --help             显示这段说明`;

await main(() => {
  const { values } = options({ content: { type: "string" } }, usage);
  const { site, problems } = readContent(values.content ?? "content");
  if (!site) {
    console.error(formatProblems(problems));
    return 1;
  }
  const files = authorsFiles(site);
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`写了 ${files.size} 个文件，在 scripts/model/templates/、.vscode/ 和 admin/ 里。`);
  return 0;
});
