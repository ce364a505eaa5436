import type { APIThumbnailComponent } from "discord-api-types/v10";
import { drawPicture } from "../picture.ts";

/** A small picture beside a section. */
export function drawThumbnail({ description }: APIThumbnailComponent): HTMLElement {
  return drawPicture(description ?? "", "d-thumbnail");
}
