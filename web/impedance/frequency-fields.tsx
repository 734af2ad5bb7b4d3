/** The band of frequencies, and how many of them. */
import { memo } from "react";
import { frequencyCount } from "#src/impedance/axis.ts";
import { frequencyLimits } from "#src/impedance/band.ts";
import type { Span } from "./model.ts";
import { QuantityField } from "./quantity-field.tsx";
import "./frequency-fields.css";

interface FrequencyFieldsProps {
  readonly span: Span;
  /** Whether the reference's own frequencies are used instead. */
  readonly isMeasured: boolean;
  readonly onChange: (span: Span) => void;
}

/** Three fields in a row. */
export const FrequencyFields = memo(function FrequencyFields(props: FrequencyFieldsProps) {
  const { span, isMeasured, onChange } = props;
  const { least, most, count } = span;
  return (
    <section className="band" aria-label="Frequencies">
      <h2>Frequencies</h2>
      {isMeasured ? (
        <p className="dim">As they were measured.</p>
      ) : (
        <div className="fields">
          <QuantityField
            name="Lowest frequency"
            value={least}
            unit="Hz"
            least={frequencyLimits.least}
            most={most * (1 - 1e-9)}
            when="left"
            onChange={(least) => onChange({ ...span, least })}
          />
          <QuantityField
            name="Highest frequency"
            value={most}
            unit="Hz"
            least={least * (1 + 1e-9)}
            most={frequencyLimits.most}
            when="left"
            onChange={(most) => onChange({ ...span, most })}
          />
          <QuantityField
            name="Number of frequencies"
            value={count}
            unit=""
            least={frequencyCount.least}
            most={frequencyCount.most}
            when="left"
            onChange={(count) => onChange({ ...span, count: Math.round(count) })}
          />
        </div>
      )}
    </section>
  );
});
