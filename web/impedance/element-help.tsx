/** What the elements are: symbol, formula, parameters and their units. */
import { elementSymbols, kindOf } from "#src/impedance/elements.ts";
import { body, drawingOf } from "#src/impedance/symbols.ts";
import { SymbolDrawing } from "./diagram.tsx";
import "./element-help.css";

/** A list to unfold. */
export function ElementHelp() {
  return (
    <details className="elements">
      <summary>Elements</summary>
      <p>
        Series <code>-</code>, parallel <code>p(a,b)</code>; a name is a symbol and a label, as in{" "}
        <code>R1</code> or <code>Rsh</code>. ω = 2πf.
      </p>
      <dl>
        {elementSymbols.toSorted().map((symbol) => {
          const { meaning, formula, parameters } = kindOf(symbol);
          return (
            <div key={symbol}>
              <dt>
                <b>{symbol}</b>
                <svg
                  viewBox={`-1 -1 ${body.width + 2} ${body.height + 2}`}
                  width={50}
                  height={22}
                  aria-hidden
                >
                  <g fill="none" stroke="currentColor" strokeWidth={1.4}>
                    <SymbolDrawing drawing={drawingOf(symbol)} {...body} />
                  </g>
                </svg>
              </dt>
              <dd>
                {meaning}
                <br />
                <span className="formula">Z = {formula}</span>
                <br />
                <span className="dim">
                  {parameters
                    .map(({ meaning, unit }) => `${meaning}${unit === "" ? "" : ` in ${unit}`}`)
                    .join("; ")}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
