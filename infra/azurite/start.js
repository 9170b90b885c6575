"use strict";

// Azurite as `notifier` runs it. It saves every five seconds, so a sudden end loses acknowledged writes: it must end when
// its owner says so, and not before.

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

// An owner that was killed leaves closed pipes behind. What is on disk stays up for the next owner; what is in memory is
// worth nothing without its owner.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
process.stdin.on("data", shutdown);
process.stdin.on("error", () => {
  owned = false;
});
process.stdin.unref?.();
process.stdin.on("end", () => {
  owned = false;
  if (process.argv.includes("--inMemoryPersistence")) shutdown();
});

require("azurite/dist/src/azurite.js");
