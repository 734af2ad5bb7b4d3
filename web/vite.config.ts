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
    // In kB: that of the viewer of structures, which is loaded with the first of them.
    chunkSizeWarningLimit: 3000,
  },
});
