// The search page: reads the packs one by one, newest year first, and looks for the words as they stand.

(() => {
  const box = document.getElementById("search");
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const input = document.getElementById("find");
  const filters = document.getElementById("filters");
  if (!box || !results || !count || !more || !filters || !(input instanceof HTMLInputElement)) return;
  const { root = "", phone = "" } = box.dataset;
  const PAGE = 20;

  /** @typedef {{text: string, at: number[]}} Folded a text without what does not matter, and where each character stood */
  /** @typedef {{path: string, title: string, date: string, kind: string, category: string, villages: string[], text: string, inTitle: Folded, inText: Folded}} Row */
  /** @typedef {{year?: string, kind?: string, category?: string, village?: string}} Filters */
  /** @type {Row[]} */
  const rows = [];
  /** @type {Promise<void> | undefined} */
  let loading;
  let shown = PAGE;

  /** Width, case, brackets, blanks and line ends do not matter to a reader: 西政发〔2017〕60号 is 西政发2017 60号. @param {string} text @returns {Folded} */
  const fold = (text) => {
    let out = "";
    const at = [];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const c = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : (text[i] ?? "");
      if (/[\s()[\]〔〕【】「」『』]/.test(c)) continue;
      const low = c.toLowerCase();
      out += low.length === 1 ? low : c;
      at.push(i);
    }
    at.push(text.length);
    return { text: out, at };
  };

  /** Words of a query; “…” and "…" hold several together. @param {string} query */
  const wordsOf = (query) => {
    const words = [];
    for (const m of query.matchAll(/["“]([^"“”]+)["”]|[^\s　"“”]+/g)) {
      const word = fold(m[1] ?? m[0]).text;
      if (word) words.push(word);
    }
    return words;
  };

  /** @param {string} src */
  const load = (src) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + src;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  const global = /** @type {any} */ (window);
  global.gongkaiPack = (/** @type {number} */ _year, /** @type {[string, string, string, string, string, string[], string][]} */ list) => {
    for (const [path, title, date, kind, category, villages, text] of list) {
      const all = [text, category, ...villages].join("\n");
      rows.push({ path, title, date, kind, category, villages, text: all, inTitle: fold(title), inText: fold(all) });
    }
  };

  const loadAll = () => {
    loading ??= (async () => {
      for (const year of /** @type {number[]} */ (global.gongkaiPacks)) await load(`search/pack-${year}.js`);
    })();
    return loading;
  };

  /** @param {Row} row @param {Filters} f */
  const passes = (row, f) =>
    (!f.year || row.date.startsWith(f.year)) &&
    (!f.kind || row.kind === f.kind) &&
    (!f.category || row.category === f.category) &&
    (!f.village || row.villages.includes(f.village));

  /** All words, in the title or in the text: titles first, then newest; or newest alone. @param {string[]} words @param {string} sort */
  const find = (words, sort) => {
    const hits = rows.filter((r) => words.every((w) => r.inTitle.text.includes(w) || r.inText.text.includes(w)));
    const titled = (/** @type {Row} */ r) => (sort !== "date" && words.every((w) => r.inTitle.text.includes(w)) ? 0 : 1);
    return hits.sort((a, b) => titled(a) - titled(b) || (a.date > b.date ? -1 : a.date < b.date ? 1 : a.path > b.path ? -1 : 1));
  };

  /** For checks and integrators: the addresses of all hits, best first. */
  global.__search = async (/** @type {string} */ query, /** @type {{filters?: Filters, sort?: string}} */ options = {}) => {
    await loadAll();
    const words = wordsOf(query);
    if (words.length === 0) return [];
    return find(words, options.sort ?? "")
      .filter((r) => passes(r, options.filters ?? {}))
      .map((r) => r.path);
  };

  /** Text with the words marked. @param {HTMLElement} el @param {string} text @param {string[]} words */
  const mark = (el, text, words) => {
    const folded = fold(text);
    let from = 0;
    let done = 0;
    for (;;) {
      let start = -1;
      let length = 0;
      for (const w of words) {
        const i = folded.text.indexOf(w, from);
        if (i >= 0 && (start < 0 || i < start)) [start, length] = [i, w.length];
      }
      if (start < 0) break;
      const first = folded.at[start] ?? 0;
      const last = (folded.at[start + length - 1] ?? first) + 1;
      const m = document.createElement("mark");
      m.textContent = text.slice(first, last);
      el.append(text.slice(done, first), m);
      done = last;
      from = start + length;
    }
    el.append(text.slice(done));
  };

  /** @param {Row} r @param {string[]} words */
  const excerpt = (r, words) => {
    const places = words.map((w) => r.inText.text.indexOf(w)).filter((i) => i >= 0);
    const first = places.length > 0 ? (r.inText.at[Math.min(...places)] ?? 0) : 0;
    const from = Math.max(0, first - 20);
    return `${from > 0 ? "…" : ""}${r.text.slice(from, from + 90).replace(/\n/g, " ")}…`;
  };

  /** @type {readonly [keyof Filters | "sort", string][]} */
  const names = [
    ["year", "年份"],
    ["kind", "种类"],
    ["category", "类目"],
    ["village", "村"],
  ];
  /** @type {Map<string, HTMLSelectElement>} */
  const selects = new Map();
  for (const [name, label] of [...names, /** @type {const} */ (["sort", "排列"])]) {
    const wrap = document.createElement("label");
    wrap.textContent = label;
    const select = document.createElement("select");
    select.name = name;
    wrap.append(select);
    filters.append(wrap);
    selects.set(name, select);
    select.addEventListener("change", () => {
      shown = PAGE;
      remember(true);
      run();
    });
  }
  selects.get("sort")?.append(new Option("标题里有的在前", ""), new Option("新的在前", "date"));

  /** @returns {Filters & {sort?: string}} */
  const chosen = () => Object.fromEntries([...selects].map(([name, s]) => [name, s.value || s.dataset.wanted || ""]));

  /** Choices with the number of hits behind each, the other filters kept. @param {Row[]} hits */
  const offer = (hits) => {
    const now = chosen();
    for (const [name] of names) {
      const select = selects.get(name);
      if (!select) continue;
      const others = hits.filter((r) => passes(r, { ...now, [name]: "" }));
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const r of others) {
        const values = name === "year" ? [r.date.slice(0, 4)] : name === "village" ? r.villages : [name === "kind" ? r.kind : r.category];
        for (const v of values) if (v) counts.set(v, (counts.get(v) ?? 0) + 1);
      }
      const kept = select.value || select.dataset.wanted || "";
      if (kept && !counts.has(kept)) counts.set(kept, 0);
      const order = [...counts].sort((a, b) => (name === "year" ? (a[0] < b[0] ? 1 : -1) : b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
      select.replaceChildren(new Option(`全部（${others.length}）`, ""), ...order.map(([v, n]) => new Option(`${v}（${n}）`, v)));
      select.value = kept;
      delete select.dataset.wanted;
    }
  };

  const show = () => {
    const query = input.value;
    const words = wordsOf(query);
    results.replaceChildren();
    more.hidden = true;
    filters.hidden = words.length === 0;
    if (words.length === 0) {
      count.textContent = "";
      return;
    }
    const all = find(words, chosen().sort ?? "");
    offer(all);
    const hits = all.filter((r) => passes(r, chosen()));
    count.textContent =
      hits.length > 0
        ? `找到 ${hits.length} 条。`
        : all.length > 0
          ? "这样挑选以后没有了，请放宽条件。"
          : `没有找到“${query}”。可以换个说法、少写几个字再试，或者打电话 ${phone} 询问。`;
    for (const r of hits.slice(0, shown)) {
      const li = document.createElement("li");
      const line = document.createElement("div");
      line.className = "line";
      const link = document.createElement("a");
      link.className = "name";
      link.href = root + r.path;
      mark(link, r.title, words);
      const text = document.createElement("span");
      text.className = "excerpt";
      mark(text, excerpt(r, words), words);
      const note = document.createElement("span");
      note.className = "tags";
      note.textContent = [r.kind === "公开信息" ? r.category : r.kind, ...r.villages].filter(Boolean).join(" · ");
      const time = document.createElement("time");
      time.dateTime = r.date;
      time.textContent = r.date;
      line.append(link, text, note);
      li.append(line, time);
      results.append(li);
    }
    more.hidden = hits.length <= shown;
  };

  const run = async () => {
    const query = input.value;
    if (wordsOf(query).length === 0) {
      show();
      return;
    }
    if (!loading) count.textContent = "正在打开…";
    try {
      await loadAll();
    } catch {
      loading = undefined;
      rows.length = 0;
      count.textContent = "查找用的文件没有读到，请刷新页面再试，或者按年份看。";
      return;
    }
    if (query === input.value) show();
  };

  /** The address holds what was asked. @param {boolean} push */
  const remember = (push) => {
    const url = new URL(location.href);
    url.search = "";
    if (input.value) url.searchParams.set("q", input.value);
    for (const [name, value] of Object.entries(chosen())) if (value) url.searchParams.set(name, value);
    if (push) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      shown = PAGE;
      remember(false);
      run();
    }, 150);
  });
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    shown = PAGE;
    remember(true);
    run();
  });
  more.addEventListener("click", () => {
    shown += PAGE;
    run();
  });
  const fromAddress = () => {
    const asked = new URL(location.href).searchParams;
    input.value = asked.get("q") ?? "";
    for (const [name, select] of selects) {
      const wanted = asked.get(name) ?? "";
      select.value = wanted;
      if (select.value !== wanted) select.dataset.wanted = wanted;
    }
    run();
  };
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
