/** 工作台 under `npm start`: the button that syncs. Opened from a folder there is nobody to ask, and no button. */

const KEPT = "gongkai-sync";

const button = document.getElementById("sync") as HTMLButtonElement | null;
const said = document.getElementById("sync-said");

function tell(text: string, ok: boolean): void {
  if (!said) return;
  said.hidden = text === "";
  said.className = ok ? "calm" : "alarm";
  said.textContent = text;
}

async function syncNow(): Promise<void> {
  if (!button) return;
  button.disabled = true;
  tell("正在同步，请等一会儿……", true);
  let answer = { ok: false, words: "连不上本机的程序：它停了。请重新运行 npm start。" };
  try {
    const response = await fetch("/__gongkai/sync", { method: "POST", headers: { "x-gongkai": "sync" } });
    answer = (await response.json()) as typeof answer;
  } catch {}
  // What came in makes the page new; the words are to be read all the same.
  sessionStorage.setItem(KEPT, JSON.stringify({ ...answer, at: Date.now() }));
  tell(answer.words, answer.ok);
  button.disabled = false;
}

if (button && /^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(location.hostname)) {
  button.hidden = false;
  button.addEventListener("click", () => void syncNow());
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as { ok: boolean; words: string; at: number } | null;
  if (kept && Date.now() - kept.at < 60_000) tell(kept.words, kept.ok);
}
