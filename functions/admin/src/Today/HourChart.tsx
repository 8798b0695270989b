import { useEffect, useRef, useState } from "preact/hooks";
import { useSession } from "../SignIn/Session";
import { moneyShort, moneyText } from "../Words/Money";
import { hourText } from "../Words/Time";
import { useWords } from "../Words/Words";
import { colourOf } from "./colourOf";
import { marksTo, type HourColumn } from "./hours";
import type { StoreOnDay } from "./useDay";

const height = 260;
const edge = { top: 12, right: 4, bottom: 24, left: 52 };
const barMax = 44;

/** Stacked bars, a colour for each store. The pointer or the arrow keys choose an hour, and the line above tells it in words. */
export function HourChart({ hours, all }: { hours: HourColumn[]; all: StoreOnDay[] }) {
  const words = useWords();
  const { who } = useSession();
  const [room, width] = useWidth();
  const [chosen, choose] = useState<number | null>(null);

  const marks = marksTo(Math.max(...hours.map((hour) => positive(hour))));
  const top = marks.at(-1) ?? 1;
  const slot = Math.max(1, (width - edge.left - edge.right) / hours.length);
  const bar = Math.min(barMax, slot * 0.72);
  const y = (amount: number) => edge.top + (height - edge.top - edge.bottom) * (1 - amount / top);
  const labelEach = Math.ceil(44 / slot);
  const told = hours.find((hour) => hour.hour === chosen) ?? hours.reduce((best, hour) => (hour.total > best.total ? hour : best));

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = hours.findIndex((hour) => hour.hour === told.hour) + step;
    choose(hours[Math.min(hours.length - 1, Math.max(0, place))]?.hour ?? null);
  };

  return (
    <div class="chart" ref={room}>
      <p class="told" aria-live={chosen === null ? "off" : "polite"}>
        <strong>{hourText(told.hour)}–{hourText(told.hour + 1)}</strong> {moneyText(told.total, who)} · {words.today.sales(told.sales)}
        {told.parts.length > 1 && told.parts.map((part) => (
          <span key={part.storeId} class="part"><span class={`swatch ${colourOf(part.storeId, all)}`} aria-hidden="true" />{part.name} {moneyText(part.total, who)}</span>
        ))}
      </p>
      {width > 0 && (
        <svg width={width} height={height} role="img" tabIndex={0} onKeyDown={onKey} onPointerLeave={() => choose(null)} onBlur={() => choose(null)}
          aria-label={words.today.chart(hourText(hours[0]?.hour ?? 0), hourText((hours.at(-1)?.hour ?? 23) + 1))}>
          {marks.map((mark) => (
            <g key={mark}>
              <line class="grid" x1={edge.left} x2={width - edge.right} y1={y(mark)} y2={y(mark)} />
              <text class="axis" x={edge.left - 8} y={y(mark)} text-anchor="end" dominant-baseline="middle">{moneyShort(mark, who, words)}</text>
            </g>
          ))}
          {hours.map((hour, index) => {
            const left = edge.left + slot * index;
            return (
              <g key={hour.hour} class={`hour ${hour.hour === chosen ? "chosen" : ""}`} onPointerEnter={() => choose(hour.hour)} onPointerDown={() => choose(hour.hour)}>
                <rect class="reach" x={left} y={edge.top} width={slot} height={height - edge.top - edge.bottom} />
                {stack(hour).map(({ part, from, to }) => (
                  <rect key={part.storeId} class={colourOf(part.storeId, all)} x={left + (slot - bar) / 2} width={bar}
                    y={y(to)} height={Math.max(0.5, y(from) - y(to) - 1)} rx={2} />
                ))}
                {index % labelEach === 0 && (
                  <text class="axis" x={left + slot / 2} y={height - 6} text-anchor="middle">{String(hour.hour).padStart(2, "0")}</text>
                )}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

// An hour of refunds alone has nothing to draw upwards; the line in words and the table tell it.
const positive = (hour: HourColumn) => hour.parts.reduce((so, part) => so + Math.max(0, part.total), 0);

function stack(hour: HourColumn) {
  let from = 0;
  return hour.parts.filter((part) => part.total > 0).map((part) => {
    const piece = { part, from, to: from + part.total };
    from = piece.to;
    return piece;
  });
}

function useWidth() {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (room.current === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(room.current);
    return () => watch.disconnect();
  }, []);
  return [room, width] as const;
}
