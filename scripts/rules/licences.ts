/** Licences that an office may choose for its data, by their SPDX name; titles as Creative Commons writes them in Chinese. */
export const licences = [
  { code: "CC0-1.0", label: "CC0 1.0 公有领域贡献", address: "https://creativecommons.org/publicdomain/zero/1.0/" },
  { code: "CC-BY-4.0", label: "知识共享 署名 4.0", address: "https://creativecommons.org/licenses/by/4.0/" },
  { code: "CC-BY-SA-4.0", label: "知识共享 署名—相同方式共享 4.0", address: "https://creativecommons.org/licenses/by-sa/4.0/" },
] as const;
