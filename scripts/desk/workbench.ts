/** 工作台: what is to be done. */
import { workbenchPage } from "../../layouts/desk/workbench.ts";
import type { Room } from "./room.ts";

export const workbench: Room = {
  label: "工作台",
  path: "index.html",
  build: (desk) => [{ path: "index.html", content: workbenchPage(desk) }],
};
