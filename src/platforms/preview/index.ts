export { closedRoutes } from "./closed.ts";
export type { Drawings } from "./drawing.ts";
export { createMemoryParking } from "./memory-parking.ts";
export { HERE } from "./place.ts";
export { createPreview } from "./preview.ts";
