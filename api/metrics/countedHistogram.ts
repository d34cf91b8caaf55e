import { Histogram, type Registry } from "prom-client";

export interface CountedBuckets {
  /** How many observations are at most each bucket's bound, in the order of the bounds. */
  atMost: readonly number[];
  count: number;
  sum: number;
}

/** A histogram whose observations are counted by the database. */
export class CountedHistogram extends Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  #counted: CountedBuckets | null = null;

  constructor(settings: { name: string; help: string; bounds: readonly number[]; registry: Registry }) {
    const { name, help, bounds, registry } = settings;
    super({ name, help, buckets: [...bounds], registers: [registry] });
    this.#name = name;
    this.#help = help;
    this.#bounds = bounds;
  }

  set(counted: CountedBuckets): void {
    this.#counted = counted;
  }

  /** The method that prom-client calls on its histograms. */
  async getForPromString() {
    const counted = this.#counted;
    const values = counted === null ? [] : this.#values(counted);
    return { name: this.#name, help: this.#help, type: "histogram", aggregator: "sum", values };
  }

  #values({ atMost, count, sum }: CountedBuckets) {
    const bucket = (le: number | string, value: number) => ({
      metricName: `${this.#name}_bucket`,
      labels: { le },
      value,
    });
    return [
      ...this.#bounds.map((bound, index) => bucket(bound, atMost[index] ?? 0)),
      bucket("+Inf", count),
      { metricName: `${this.#name}_sum`, labels: {}, value: sum },
      { metricName: `${this.#name}_count`, labels: {}, value: count },
    ];
  }
}
