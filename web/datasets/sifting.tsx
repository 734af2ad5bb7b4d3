/** Finding a dataset among many: by words, and by order. */
import { type Order, orders, type Shown } from "./shown.ts";
import "./fields.css";
import "./sifting.css";

interface SiftingProps {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** A field and a choice. */
export function Sifting({ shown, onShow }: SiftingProps) {
  const { text = "", order = "newest" } = shown;
  return (
    <search className="sifting">
      <input
        type="search"
        aria-label="Find"
        placeholder="Name, circuit, owner, hash"
        value={text}
        onChange={({ currentTarget }) =>
          onShow({ ...shown, text: currentTarget.value || undefined })
        }
      />
      <select
        aria-label="Order"
        value={order}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.value as Order;
          onShow({ ...shown, order: chosen === "newest" ? undefined : chosen });
        }}
      >
        {Object.entries(orders).map(([order, name]) => (
          <option key={order} value={order}>
            {name}
          </option>
        ))}
      </select>
    </search>
  );
}
