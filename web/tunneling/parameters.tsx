/** The form beside the picture: presets and every field of the request. */
import { cautions } from "#src/tunneling/cautions.ts";
import { groups, valueIn } from "./fields.ts";
import { NumberField } from "./number-field.tsx";
import { type Preset, presets } from "./presets.ts";
import { type FieldErrors, type Question, sameWritten, type Written } from "./question.ts";
import "./parameters.css";

interface ParametersProps {
  readonly written: Written;
  /** The last valid question. */
  readonly question: Question;
  readonly errors: FieldErrors;
  readonly onChange: (change: Written) => void;
  readonly onPreset: (preset: Preset) => void;
}

/** Presets and fields; every change is told at once. */
export function Parameters({ written, question, errors, onChange, onPreset }: ParametersProps) {
  const told = cautions(question.problem);
  // Steps and their length, both stated, make the duration, whatever was once written there.
  const madeByStep = written.num_time_steps !== undefined && written.dt !== undefined;
  return (
    <form
      className="parameters"
      aria-label="Parameters"
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <fieldset className="presets">
        <legend>Presets</legend>
        {presets.map((preset) => (
          <button
            key={preset.name}
            type="button"
            title={preset.shows}
            aria-pressed={sameWritten(written, preset.written)}
            onClick={() => onPreset(preset)}
          >
            {preset.name}
          </button>
        ))}
      </fieldset>
      {groups.map(({ title, fields, folded }) => {
        const paths = [...Object.keys(errors), ...told.map(({ path }) => path)];
        const hasNews = fields.some(({ name }) => paths.includes(name));
        const content = fields.map((field) => (
          <NumberField
            key={field.name}
            field={field}
            value={valueIn(field.name, question)}
            written={field.name === "t_max" && madeByStep ? undefined : written[field.name]}
            span={field.span?.(question.problem)}
            error={errors[field.name]}
            caution={told.find(({ path }) => path === field.name)?.message}
            onChange={(value) =>
              onChange({
                [field.name]: value,
                ...(field.name === "t_max" && madeByStep ? { dt: undefined } : {}),
              })
            }
          />
        ));
        return folded ? (
          <details key={title} {...(hasNews ? { open: true } : {})}>
            <summary>{title}</summary>
            {content}
          </details>
        ) : (
          <fieldset key={title}>
            <legend>{title}</legend>
            {content}
          </fieldset>
        );
      })}
    </form>
  );
}
