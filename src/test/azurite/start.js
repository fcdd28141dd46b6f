// Azurite, for as long as whoever started it: its standard input ends with that process, however it ends.
process.stdin.on("end", () => process.exit(0)).resume();
require("azurite/dist/src/azurite.js");
