/** In place of `native-watchdog`, which would have to be compiled: an extension host does not outlive its server. */
const process = require("node:process");
const { setInterval } = require("node:timers");

exports.start = (parent) => {
  const watching = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  watching.unref();
};

exports.exit = (code) => process.exit(code ?? 0);
