// Azurite, for as long as whoever started it: its standard input ends with that process, however it ends.
let ending = false;
process.on("SIGTERM", () => (ending = true));
process.stdin
  .on("end", () => ending || process.kill(process.pid, "SIGTERM"))
  .resume()
  .unref();
require("azurite/dist/src/azurite.js");
