export { openPort, type Port, PortError } from "./port.ts";
