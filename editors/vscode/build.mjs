// Bundles the extension into out/extension.js: node build.mjs. With `test`, the tests into out/test.
import { readFileSync, readdirSync, existsSync, writeFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const shared = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning" };

/** Writes the licences of the packages that are in the bundle. */
function licences(inputs, file) {
  const packages = new Set();
  for (const input of Object.keys(inputs)) {
    const found = input.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/);
    if (found) packages.add(found[0]);
  }
  const texts = [...packages].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const licence = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!licence) throw new Error(`${name} has no licence`);
    return `# ${name} ${version}\n\n${readFileSync(join(folder, licence), "utf8").trim()}\n`;
  });
  writeFileSync(file, texts.join("\n"));
}

if (process.argv[2] === "test") {
  rmSync("out/test", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({
    ...shared,
    entryPoints: tests.map((name) => join("test", name)),
    outdir: "out/test",
    sourcemap: "inline",
    // The tests run without the editor.
    alias: { vscode: "./test/vscode.cjs" },
  });
} else {
  const outfile = "out/extension.js";
  if (existsSync(dirname(outfile))) rmSync(outfile, { force: true });
  const { metafile } = await build({
    ...shared,
    entryPoints: ["src/extension.ts"],
    outfile,
    minify: true,
    metafile: true,
    external: ["vscode"],
  });
  licences(metafile.inputs, "out/LICENSES.md");
}
