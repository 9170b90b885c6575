"use strict";

// Azurite as `notifier` runs it. It saves every five seconds, so a sudden end loses acknowledged writes: it must end when
// its owner says so, and not before.

const fs = require("node:fs");
const path = require("node:path");

if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`Node ${process.versions.node} is too old, Node 20 or newer is needed`);
  process.exit(2);
}

const shutdown = () => process.emit("message", "shutdown");

// Ctrl-C reaches every process of the terminal's foreground group, and whoever ends a service sends SIGTERM to all of it. The
// owner then finishes what is under way, and needs its storage until it is done; Azurite's own handler would close it at once.
let owned = true;
const once = process.once;
process.once = function (event, listener) {
  return event === "SIGINT" || event === "SIGTERM" ? this : once.call(this, event, listener);
};
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {
  if (!owned) shutdown();
});
process.on("SIGHUP", shutdown);

// An owner that was killed, or ended before this, leaves closed pipes behind. What is in memory is worth nothing without its
// owner. What is on disk stays up for whoever else uses it, or comes to adopt it, as azurite.json beside its folder says; once
// nobody has used it for ten seconds, it ends.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
process.stdin.on("data", shutdown);
process.stdin.on("error", abandon);
process.stdin.unref?.();
process.stdin.on("end", abandon);

function abandon() {
  if (!owned) return;
  owned = false;
  if (process.argv.includes("--inMemoryPersistence")) {
    shutdown();
    return;
  }

  let unused = 0;
  setInterval(() => {
    unused = isUsed() ? 0 : unused + 1;
    if (unused === 5) shutdown();
  }, 2000).unref();
}

function isUsed() {
  try {
    const location = process.argv[process.argv.indexOf("--location") + 1];
    const record = JSON.parse(fs.readFileSync(path.join(path.dirname(location), "azurite.json"), "utf8"));
    return record.pid === process.pid && record.users.some(isAlive);
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (refused) {
    return refused.code === "EPERM";
  }
}

require("azurite/dist/src/azurite.js");
