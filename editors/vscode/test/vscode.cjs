// The module `vscode` of the tests.
module.exports = require("./editor.ts").vscode;
