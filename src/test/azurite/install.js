// npm ci, unless it ran for this very lock already: it takes up to a minute each time.
const fs = require("fs");
const { execSync } = require("child_process");

const lock = fs.readFileSync("package-lock.json", "utf8");
const installed = "node_modules/.installed-lock.json";
if (!fs.existsSync(installed) || fs.readFileSync(installed, "utf8") !== lock) {
  execSync("npm ci", { stdio: "inherit" });
  fs.writeFileSync(installed, lock);
}
