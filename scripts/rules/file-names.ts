/** Names that a file may not have on Windows (Microsoft Learn, “Naming Files, Paths, and Namespaces”), and a name to have instead. */

/** Names of devices, with any ending: `con`, `aux.pdf`, `COM1.docx`. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)/i;
/** The longest name that every file system takes, in UTF-16 units. */
const LONGEST = 255;

export const isDeviceName = (name: string): boolean => DEVICE.test(name);

/** Why Windows cannot have a file or folder of this name; undefined where it can. */
export function nameFault(name: string): string | undefined {
  const stem = name.split(".", 1)[0] ?? "";
  const plain = decodedName(name);
  if (plain !== undefined) return `这是网址里的写法，原来叫“${plain}”`;
  if (isDeviceName(name)) return `Windows 把“${stem.trim()}”留给设备用，这样的文件在 Windows 电脑上存不下、打不开`;
  if (/[. ]$/.test(name)) return `名称的最后是${name.endsWith(".") ? "点" : "空格"}，Windows 会把它去掉，就找不到这个文件了`;
  const sign = /[<>:"|?*\\]/.exec(name)?.[0];
  if (sign !== undefined) return `名称里有“${sign}”，Windows 不让用`;
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(name)) return "名称里有看不见的字符";
  return name.length > LONGEST ? `名称有 ${name.length} 个字，太长了` : undefined;
}

/** A name as it was before a browser wrote it for an address: `%E5%85%AC.pdf` → `公.pdf`; undefined where it is none. */
export function decodedName(name: string): string | undefined {
  if (!/%[0-9a-f]{2}/i.test(name)) return undefined;
  try {
    const plain = decodeURIComponent(name);
    return /\p{Script=Han}/u.test(plain) ? plain : undefined;
  } catch {
    return undefined;
  }
}

/** Under this two names are the same on some computer: case, width of letters and composed marks make no difference there. */
export const nameKey = (name: string): string => name.normalize("NFC").toLowerCase();

/** Letters, digits and minus signs of a name, no device: what addresses have. `otherwise` where nothing of it is left. */
export function plainStem(letters: string, otherwise: string): string {
  const plain = letters
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
  return plain === "" ? otherwise : isDeviceName(plain) ? `${otherwise}-${plain}` : plain;
}

/** A name that is not taken: `fujian-2.pdf`. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const dot = name.includes(".") ? name.lastIndexOf(".") : name.length;
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${name.slice(0, dot)}-${n}${name.slice(dot)}`;
  return free;
}

/** The name that a file is offered instead of its own: `aux.pdf` → `fujian-aux.pdf`. */
export function offeredName(name: string, otherwise: string, isTaken: (name: string) => boolean = () => false): string {
  const [, stem = "", extension = ""] = /^(.*?)(?:\.([A-Za-z0-9]{1,5}))?[. ]*$/su.exec(decodedName(name) ?? name) ?? [];
  const ending = extension === "" ? "" : `.${extension.toLowerCase()}`;
  return freeName(`${plainStem(stem, otherwise)}${ending}`, isTaken);
}
