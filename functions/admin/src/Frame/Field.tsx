import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface FieldAria {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/** A labelled input with its hint and with what is wrong in it, tied together for screen readers. */
export function Field(props: {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  children: (aria: FieldAria) => ComponentChildren;
}) {
  const id = useId();
  const told = [props.wrong && `${id}-wrong`, props.hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({ id, "aria-invalid": props.wrong !== undefined, "aria-describedby": told || undefined })}
      {props.wrong && <p class="wrong" id={`${id}-wrong`} role="alert">{props.wrong}</p>}
      {props.hint && <p class="hint" id={`${id}-hint`}>{props.hint}</p>}
    </div>
  );
}
