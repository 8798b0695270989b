import type { ComponentChildren } from "preact";

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures stand at the right, under each other. */
  figures?: boolean;
  /** The column that names the row. */
  names?: boolean;
  /** Shown to screen readers alone, such as over buttons. */
  hideTitle?: boolean;
}

/** A table that turns into a list of cards where the screen is narrow; the roles are written out, because the cards' layout drops them. */
export function Table<Row>(props: { caption: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string }) {
  return (
    <table role="table" class="cards">
      <caption class="unseen">{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th key={column.title} role="columnheader" scope="col" class={column.figures ? "figures" : undefined}>
              <span class={column.hideTitle ? "unseen" : undefined}>{column.title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)} role="row">
            {props.columns.map((column) =>
              column.names ? (
                <th key={column.title} role="rowheader" scope="row">{column.cell(row)}</th>
              ) : (
                <td key={column.title} role="cell" data-label={column.hideTitle ? undefined : column.title} class={column.figures ? "figures" : undefined}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
