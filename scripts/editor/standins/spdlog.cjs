/**
 * In place of `@vscode/spdlog`, which would have to be compiled: writes VS Code's logs, the output channels of extensions
 * among them, line by line. It never rotates; a run is short.
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  constructor(_type, _name, path) {
    this.path = path;
    this.level = 2;
    this.plain = false;
    mkdirSync(dirname(path), { recursive: true });
  }

  write(level, message) {
    if (level < this.level) return;
    const at = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(this.path, this.plain ? message : `${at} [${levels[level]}] ${message}\n`);
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

const create = async (name, path) => new Logger("", name, path);

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
