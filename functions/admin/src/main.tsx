import { render } from "preact";
import { App } from "./App";
import "./Style/colours.css";
import "./Style/frame.css";
import "./Style/parts.css";
import "./Style/screens.css";

const place = document.getElementById("app");
if (place) render(<App />, place);
