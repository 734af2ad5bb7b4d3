import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page's build: web/ to build/web/, which the server serves at `/`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "../build/web",
    emptyOutDir: true,
    target: "es2023",
    // One file, in kB: the page has one instrument, and nothing in it could come later.
    chunkSizeWarningLimit: 800,
  },
});
