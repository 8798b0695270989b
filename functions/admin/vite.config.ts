import { defineConfig } from "vite";

// The functions answer the app under /app/ and its API beside it; `npm run dev` asks the functions of this machine.
export default defineConfig({
  base: "/app/",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/v1": "http://127.0.0.1:7071" } },
});
