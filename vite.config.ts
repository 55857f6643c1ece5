import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const OUT = "src/reprise/web/static/build";

/** Writes .gz and .br beside each text file, so that the server never compresses while somebody waits. */
function compressedTwins(): Plugin {
  return {
    name: "compressed-twins",
    apply: "build",
    closeBundle() {
      const folder = join(OUT, "assets");
      for (const name of readdirSync(folder)) {
        if (!/\.(css|js|svg)$/.test(name)) continue;
        const content = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
      }
    },
  };
}

export default defineConfig({
  base: "./", // a style sheet finds its fonts wherever the static files are served
  publicDir: false,
  build: {
    outDir: OUT,
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false, // no inline helper: the content policy forbids it
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [
        "frontend/style.css",
        "frontend/theme.ts",
        "frontend/customer.ts",
        "frontend/desk.ts",
        "frontend/frame.ts",
        "frontend/widget.ts",
      ],
    },
  },
  plugins: [compressedTwins()],
  test: { environment: "happy-dom", include: ["frontend/**/*.test.ts"] },
});
