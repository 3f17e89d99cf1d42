/** 同步: what people wrote goes into the version history and to the office's repository, with nothing ever lost. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { remove } from "./disk.ts";
import { nextSerial } from "./model/write.ts";
import { type Day, dayInChinese } from "./rules/days.ts";

/** What one call of git ended with. */
interface Ran {
  readonly ok: boolean;
  readonly out: string;
  /** As git says it, in English: only looked at, never shown alone. */
  readonly err: string;
  /** The program is not there. */
  readonly absent: boolean;
}

export interface SyncOptions {
  /** `content`. */
  readonly content: string;
  /** `published.json`. */
  readonly ledger: string;
  /** Files of `content` that stay on this computer: a private number that is in the history of a repository does not leave it. */
  readonly leaveOut?: readonly string[];
  /** In Asia/Shanghai. */
  readonly today: Day;
  /** The office, for who made the change where nobody is named. */
  readonly office: { readonly name: string; readonly email: string | undefined };
  /** The program, for tests. */
  readonly git?: string | undefined;
  /** Somebody sits at the terminal and may be asked for the words of a key. */
  readonly mayAsk?: boolean;
  readonly onStep?: (step: string, found: string) => void;
}

export interface Synced {
  readonly ok: boolean;
  /** What happened and, where it could not be done, what to do and whom to ask. Lines. */
  readonly words: string;
  /** The message of the commit that was made. */
  readonly message?: string;
}

/** Said under everything that the clerk cannot mend alone. */
const SAFE = "您写的都还在这台电脑上，什么也没有丢。";
const ASK = "请把上面的话发给技术人员。";

/** Commits content and ledger, takes over what others did, and hands all of it on. Never forces, never resets the clerk's files. */
export function sync(options: SyncOptions): Synced {
  const { onStep = () => {} } = options;
  const folder = dirname(resolve(options.content));
  const program = options.git ?? "git";
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}, input?: string): Ran => {
    const { status, stdout, stderr, error } = spawnSync(program, ["-c", "core.quotePath=false", ...args], {
      cwd: folder,
      encoding: "utf8",
      ...(input !== undefined && { input }),
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
      // Never a question that nobody sees; messages in the one language that is looked for.
      env: {
        ...process.env,
        GIT_TERMINAL_PROMPT: "0",
        GIT_EDITOR: "true",
        LC_ALL: "C",
        GIT_MERGE_AUTOEDIT: "no",
        ...(options.mayAsk ? {} : noAsking()),
        ...env,
      },
    });
    return {
      ok: status === 0,
      out: stdout ?? "",
      err: `${stderr ?? ""}${error ? error.message : ""}`,
      absent: (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT",
    };
  };
  const no = (...lines: readonly string[]): Synced => ({ ok: false, words: lines.join("\n") });
  const failed = (doing: string, ran: Ran): Synced => no(`${doing}没有做成。`, SAFE, `git 说的是：${brief(ran.err)}`, ASK);

  const version = run(["--version"]);
  if (version.absent) {
    return no(
      "这台电脑上没有装 git，不能同步。",
      SAFE,
      "请到 https://git-scm.com/downloads 下载安装（一路点“下一步”），重新打开终端再试；不会装的，请找技术人员。",
    );
  }
  if (!existsSync(folder)) return no(`找不到文件夹“${folder}”。`);
  const top = run(["rev-parse", "--show-toplevel"]);
  if (!top.ok) {
    if (/dubious ownership/.test(top.err)) {
      return no(
        "这个文件夹是别的用户建的，git 不肯动它。",
        SAFE,
        `确实是本单位的，请运行：git config --global --add safe.directory "${folder.replaceAll("\\", "/")}"`,
      );
    }
    return no(
      "这个文件夹没有版本记录（不是 git 仓库），不能同步。",
      SAFE,
      "多半是从压缩包解开的。请技术人员用 git clone 重新取一份，再把您的 content 文件夹拷过去；只想在本机留记录的，运行 git init。",
    );
  }
  // Only what people write and what was published: never a line of the program.
  const prefix = run(["rev-parse", "--show-prefix"]).out.trim();
  const beside = [options.content, options.ledger].map((p) => resolve(p)).filter((p) => dirname(p) === folder);
  const [contentPlace = "content"] = beside.map((p) => `${prefix}${basename(p)}`);
  const inGit = (name: string): boolean => existsSync(resolve(folder, run(["rev-parse", "--git-path", name]).out.trim()));
  for (const [name, what] of [
    ["rebase-merge", "变基（rebase）"],
    ["rebase-apply", "变基（rebase）"],
    ["MERGE_HEAD", "合并（merge）"],
    ["CHERRY_PICK_HEAD", "拣选（cherry-pick）"],
  ] as const) {
    if (inGit(name)) return no(`有一次${what}做了一半停在那里，先要做完它。`, SAFE, "这不是同步留下的。请找做这件事的技术人员。");
  }
  if (inGit("index.lock")) {
    return no("另一个 git 程序正在用这个文件夹，或者上次断电留下了锁。", SAFE, "请等一分钟再试；还是这样的，请找技术人员。");
  }
  const branch = run(["symbolic-ref", "--quiet", "--short", "HEAD"]);
  if (!branch.ok) return no("现在不在任何分支上（detached HEAD），不知道同步到哪里。", SAFE, ASK);
  const name = branch.out.trim();

  // 1. What the clerk wrote → one commit.
  const named = ["user.name", "user.email"].every((key) => run(["config", key]).out.trim() !== "");
  const { office } = options;
  const who = named ? [] : ["-c", `user.name=${office.name}`, "-c", `user.email=${office.email ?? "office@localhost"}`];
  const paths = beside
    .filter((p) => existsSync(p) || run(["ls-files", "--", p]).out !== "")
    .map((p) => `:(top,literal)${prefix}${basename(p)}`)
    .concat((options.leaveOut ?? []).map((p) => `:(top,literal,exclude)${prefix}${relative(folder, resolve(p)).replaceAll("\\", "/")}`));
  let message: string | undefined;
  if (paths.length > 0) {
    const status = run(["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", ...paths]);
    if (!status.ok) return failed("查看改了什么", status);
    const changes = changesOf(status.out);
    if (changes.length > 0) {
      message = commitMessage(changes, options.today, contentPlace);
      // An index of its own: what somebody has put aside for another commit stays where it is.
      const scratch = mkdtempSync(join(tmpdir(), "gongkai-sync-"));
      try {
        const made = commitApart(run, join(scratch, "index"), paths, message, who, name);
        if (made) return failed("记下改动", made);
      } finally {
        remove(scratch);
      }
      onStep("记下", message.split("\n", 1)[0] ?? "");
    } else onStep("记下", "没有新的改动");
  }

  // 2. Where to.
  const remotes = run(["remote"]).out.split("\n").filter(Boolean);
  const configured = run(["config", `branch.${name}.remote`]).out.trim();
  const remote = configured !== "" ? configured : remotes.includes("origin") ? "origin" : remotes[0];
  const said = message === undefined ? "没有新的改动。" : `记下了：${message.split("\n", 1)[0]}。`;
  const done = (...lines: readonly string[]): Synced => ({ ok: true, words: [said, ...lines].join("\n"), ...(message && { message }) });
  if (remote === undefined || remote === ".") {
    return done("这个文件夹没有设远程仓库，只记在这台电脑上。要让别的电脑也有，请技术人员设好远程仓库（git remote add origin 网址）。");
  }
  const merge = run(["config", `branch.${name}.merge`])
    .out.trim()
    .replace(/^refs\/heads\//, "");
  const there = merge !== "" ? merge : name;

  // 3. What others did, then ours on top of it; twice, where somebody was quicker between the two.
  for (let attempt = 1; ; attempt++) {
    const fetched = run(["fetch", "--quiet", remote]);
    if (!fetched.ok) return no(said, ...whyNot(fetched.err, "取别人的改动"), kept(message));
    const upstream = `refs/remotes/${remote}/${there}`;
    if (run(["rev-parse", "--verify", "--quiet", upstream]).ok) {
      const taken = takeOver(run, upstream, who, said);
      if (typeof taken !== "number") return taken;
      if (taken > 0) onStep("取回", `别人的 ${taken} 次改动`);
    }
    const ahead = run(["rev-list", "--count", `${upstream}..HEAD`]);
    if (ahead.ok && ahead.out.trim() === "0") return done("和远程仓库一样，没有要传的。");
    const pushed = run(["push", "--quiet", ...(configured === "" ? ["--set-upstream"] : []), remote, `HEAD:refs/heads/${there}`]);
    if (pushed.ok) {
      onStep("传上去", `${remote}/${there}`);
      return done("已经传到远程仓库，别的电脑同步以后就有了。");
    }
    if (attempt < 3 && /\b(?:fetch first|non-fast-forward|cannot lock ref|failed to update ref)\b/.test(pushed.err)) continue;
    return no(said, ...whyNot(pushed.err, "传上去"), kept(message));
  }
}

/** No window and no key asks for a password where nobody would see it. */
const noAsking = (): Readonly<Record<string, string>> => ({
  GCM_INTERACTIVE: "never",
  ...(process.env.GIT_ASKPASS ? {} : { GIT_ASKPASS: "" }),
  ...(process.env.GIT_SSH_COMMAND ? {} : { GIT_SSH_COMMAND: "ssh -oBatchMode=yes" }),
});

const kept = (message: string | undefined): string =>
  message === undefined ? SAFE : "改动已经记在这台电脑上，什么也没有丢；处理好以后再同步一次就行。";

/** The last words of git, without what it says to programmers. */
const brief = (text: string): string =>
  text
    .split("\n")
    .map((l) => l.replace(/^(?:fatal|error|hint|remote):\s*/, "").trim())
    .filter(Boolean)
    .slice(-3)
    .join("；")
    // An address may carry a name and a password.
    .replace(/:\/\/[^\s/@]+@/g, "://***@")
    .slice(0, 300);

type Run = (args: readonly string[], env?: Readonly<Record<string, string>>, input?: string) => Ran;

/** A commit of `paths` alone, made beside the index that others may be using. Returns what failed. */
function commitApart(
  run: Run,
  index: string,
  paths: readonly string[],
  message: string,
  who: readonly string[],
  branch: string,
): Ran | undefined {
  const env = { GIT_INDEX_FILE: index };
  const head = run(["rev-parse", "--verify", "--quiet", "HEAD"]);
  const parent = head.ok ? head.out.trim() : undefined;
  if (parent) {
    const read = run(["read-tree", parent], env);
    if (!read.ok) return read;
  }
  const added = run(["add", "--all", "--", ...paths], env);
  if (!added.ok) return added;
  const tree = run(["write-tree"], env);
  if (!tree.ok) return tree;
  const made = run([...who, "commit-tree", tree.out.trim(), ...(parent ? ["-p", parent] : []), "-F", "-"], {}, message);
  if (!made.ok) return made;
  // Only if nobody has committed in between.
  const moved = run(["update-ref", "-m", "commit: gongkai sync", `refs/heads/${branch}`, made.out.trim(), parent ?? "0".repeat(40)]);
  if (!moved.ok) return moved;
  // The shared index learns of what was committed, and of nothing else.
  const told = run(["add", "--all", "--", ...paths]);
  return told.ok ? undefined : told;
}

/** The clerk's commits on top of what others did. A number: so many commits were taken over. Otherwise all is as it was before. */
function takeOver(run: Run, upstream: string, who: readonly string[], said: string): number | Synced {
  const behind = Number(run(["rev-list", "--count", `HEAD..${upstream}`]).out.trim() || "0");
  if (behind === 0) return 0;
  const before = run(["rev-parse", "HEAD"]).out.trim();
  const theirs = run(["diff", "--name-only", "-z", `HEAD...${upstream}`])
    .out.split("\0")
    .filter(Boolean);
  const unrelated = !run(["merge-base", "HEAD", upstream]).ok;
  if (unrelated) {
    return {
      ok: false,
      words: [said, "这台电脑上的和远程仓库不是同一个来历，合不到一起，没有传。", SAFE, "请技术人员看看远程仓库的网址对不对。"].join("\n"),
    };
  }
  // What is changed here and not committed is no part of this: a file of the program that others changed too is left to those who know it.
  const status = run(["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"]).out;
  const both = changesOf(status).filter((c) => theirs.includes(c.path));
  if (both.length > 0) {
    return {
      ok: false,
      words: [
        said,
        "没有取别人的改动，也没有传：这几个不是内容的文件，您这里改了没有存进版本记录，别人也改了。",
        ...both.map((c) => `  ${c.path}`),
        SAFE,
        "请技术人员先处理这几个文件，再同步。",
      ].join("\n"),
    };
  }
  // The rest of what is not committed is set aside by git and put back.
  const rebased = run([...who, "rebase", "--quiet", "--autostash", upstream]);
  if (rebased.ok) return behind;
  const conflicts = run(["diff", "--name-only", "-z", "--diff-filter=U"]).out.split("\0").filter(Boolean);
  const aborted = run(["rebase", "--abort"]);
  const after = run(["rev-parse", "HEAD"]).out.trim();
  const asBefore = after === before && !run(["rev-parse", "--verify", "--quiet", "REBASE_HEAD"]).ok;
  if (!asBefore && !aborted.ok) {
    return {
      ok: false,
      words: [
        said,
        `取别人的改动没有做成，也没有退回去。您的改动记在 ${before.slice(0, 12)}，没有丢。`,
        `git 说的是：${brief(aborted.err)}`,
        "请先不要再改，找技术人员。",
      ].join("\n"),
    };
  }
  const files = conflicts.length > 0 ? conflicts : theirs;
  const [author = "", date = ""] = run([
    "log",
    "-1",
    "--format=%an%x00%ad",
    "--date=format:%Y-%m-%d %H:%M",
    upstream,
    "--",
    ...files.map((f) => `:/${f}`),
  ])
    .out.trim()
    .split("\0");
  return {
    ok: false,
    words:
      conflicts.length > 0
        ? [
            said,
            `没有传上去：别人也改了同一个文件，两边改的是同一处，不能由程序替您选。`,
            ...conflicts.map((f) => `  ${f}`),
            ...bothNew(run, [before, upstream], conflicts),
            `对方是“${author}”，${date} 改的。`,
            ...(conflicts.some((f) => f.endsWith(".json"))
              ? ["published.json 是公开登记：两台电脑都发布过。以后请只在一台电脑上运行 npm run publish。"]
              : []),
            "这台电脑上已经恢复成同步以前的样子，您写的都在，对方写的在远程仓库里，什么也没有丢。",
            `请和“${author}”商量用谁的：用对方的，先把您的这个文件另存一份，再请技术人员取回对方的；两边都要的，请技术人员合在一起。`,
          ].join("\n")
        : [
            said,
            "没有传上去：别人的改动取不到这台电脑上来。",
            `git 说的是：${brief(rebased.err)}`,
            "这台电脑上还是同步以前的样子，什么也没有丢。",
            ASK,
          ].join("\n"),
  };
}

/** Records that both sides wrote anew under one serial: they are two, and the second takes the next number of either side. */
function bothNew(run: Run, sides: readonly [ours: string, theirs: string], conflicts: readonly string[]): string[] {
  const base = run(["merge-base", ...sides]).out.trim();
  if (base === "") return [];
  return conflicts.flatMap((file) => {
    const [, folder, serial] = /^(.*\/\d{4})\/(\d{4,9})\.md$/.exec(file) ?? [];
    if (folder === undefined || run(["cat-file", "-e", `${base}:${file}`]).ok) return [];
    const names = sides.flatMap((side) => run(["ls-tree", "--name-only", "--full-tree", side, `${folder}/`]).out.split("\n"));
    const free = nextSerial(names.map((n) => n.slice(n.lastIndexOf("/") + 1).replace(/\.md$/, "")));
    return [`两个人都用了流水号 ${serial}，是两条信息：请把您的 ${file} 改名为 ${free}.md，再同步，两条都在。`];
  });
}

/** Why a remote could not be reached, in a clerk's words. */
function whyNot(err: string, doing: string): string[] {
  const cases: readonly (readonly [RegExp, readonly string[]])[] = [
    [
      /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \(publickey|returned error: 40[13]|Invalid username or (?:password|token)|HTTP Basic: Access denied/i,
      ["远程仓库不认这台电脑的账号或密码。", "密码改过、过期了，或者还没有登录：请技术人员在这台电脑上重新登录一次。"],
    ],
    [
      /Could not resolve host|unable to access|Network is unreachable|Connection (?:refused|timed out|reset)|Failed to connect|Operation timed out|No route to host|Could not resolve hostname|early EOF|ETIMEDOUT/i,
      ["连不上远程仓库：没有网络，或者网址暂时打不开。", "请看看网络，过一会儿再同步。"],
    ],
    [/Host key verification failed/i, ["远程仓库的身份和以前的不一样，为了安全没有连。", "请技术人员核对以后再试。"]],
    [
      /does not appear to be a git repository|Repository not found|not found|No such (?:file|remote)|does not exist/i,
      ["找不到远程仓库：网址不对，或者它搬走了、删掉了。", "请技术人员用 git remote -v 核对网址。"],
    ],
    [
      /protected branch|pre-receive hook declined|hook declined|denyCurrentBranch|remote rejected/i,
      ["远程仓库不让直接往这个分支上传。", "请管仓库的人放开，或者换一个分支。"],
    ],
    [/non-fast-forward|fetch first|cannot lock ref|failed to update ref/i, ["别人正在传，几次都没有轮到。", "请过一会儿再同步。"]],
    [/No space left|disk quota/i, ["磁盘满了。", "请清理以后再试。"]],
  ];
  const found = cases.find(([form]) => form.test(err))?.[1] ?? [`git 说的是：${brief(err)}`, ASK];
  return [`${doing}没有做成：${found[0]}`, ...found.slice(1)];
}

/** A file that differs from the last commit. */
export interface Change {
  readonly what: "added" | "changed" | "removed";
  /** From the top of the repository. */
  readonly path: string;
}

/** `git status --porcelain -z`, without renames. */
export function changesOf(status: string): Change[] {
  return status
    .split("\0")
    .filter((l) => l.length > 3)
    .map((l) => {
      const [index = " ", tree = " "] = l;
      const path = l.slice(3);
      if (index === "?" || (index === "A" && tree !== "D")) return { what: "added", path };
      return { what: tree === "D" || (index === "D" && tree === " ") ? "removed" : "changed", path };
    });
}

/** 2026年11月25日：新增 2 条，修改 1 条. Records are counted; below stand the files. */
export function commitMessage(changes: readonly Change[], today: Day, content: string): string {
  const inside = (path: string): string | undefined => (path.startsWith(`${content}/`) ? path.slice(content.length + 1) : undefined);
  const record = /^(?:items|interpretations|responses|requests|disputes|complaints|trainings)\/20\d\d\/[^/]+\.md$/;
  const attachment = /^[a-z]+\/20\d\d\/[^/]+\//;
  const of = (form: (rest: string) => boolean, what?: Change["what"]): number =>
    changes.filter((c) => {
      const rest = inside(c.path);
      return rest !== undefined && form(rest) && (what === undefined || c.what === what);
    }).length;
  const isRecord = (r: string): boolean => record.test(r);
  const isAttachment = (r: string): boolean => !isRecord(r) && attachment.test(r);
  const others = (r: string): boolean =>
    !isRecord(r) && !isAttachment(r) && !r.startsWith("reports/") && !r.startsWith("pages/") && r !== "site.yaml";
  const parts = [
    [of(isRecord, "added"), "新增 # 条"],
    [of(isRecord, "changed"), "修改 # 条"],
    [of(isRecord, "removed"), "删去 # 条"],
    [of(isAttachment), "附件 # 个"],
    [of((r) => r.startsWith("reports/")), "年度报告 # 份"],
    [of((r) => r.startsWith("pages/")), "常设页面 # 页"],
    [of((r) => r === "site.yaml"), "改了 site.yaml"],
    [of(others), "其他 # 个文件"],
    [changes.filter((c) => inside(c.path) === undefined && basename(c.path).endsWith(".json")).length, "记下发布"],
  ] as const;
  const said = parts.flatMap(([n, words]) => (n > 0 ? [words.replace("#", String(n))] : []));
  const marks = { added: "+", changed: "~", removed: "-" } as const;
  return `${dayInChinese(today)}：${said.join("，")}\n\n${changes.map((c) => `${marks[c.what]} ${c.path}`).join("\n")}`;
}
