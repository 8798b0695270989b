// What the functions answer, as it travels. Money is a whole number of the currency's minor units.

export interface SignedIn {
  token: string;
  expiresAt: string;
  name: string;
  role: string;
  chain: string;
  currency: string;
  decimals: number;
}

export interface StoresDay {
  asOf: string;
  stores: StoreDay[];
}

export interface StoreDay {
  storeId: string;
  /** The store's code. */
  store: string;
  name: string;
  /** The business date, in the store's own calendar. */
  date: string;
  sales: number;
  refunds: number;
  lines: number;
  total: number;
}

export interface HourOfDay {
  hour: number;
  sales: number;
  refunds: number;
  total: number;
}

export interface TenderOfDay {
  kind: string;
  amount: number;
}

export interface DailySales {
  byHour: HourOfDay[];
  byTender: TenderOfDay[];
}

export interface Terminals {
  asOf: string;
  terminals: Terminal[];
}

export interface Terminal {
  terminalId: string;
  storeCode: string;
  number: number;
  name: string;
  enrolled: boolean;
  revoked: boolean;
  lastContactAt?: string | null;
  /** Facts that the terminal holds and the cloud does not have. */
  unsent: number;
  /** Facts that the cloud has and has not worked off yet. */
  waiting: number;
  appVersion?: string | null;
}

export interface Message {
  id: string;
  state: string;
  /** The template's key. */
  kind: string;
  recipient: string | null;
  /** The last four digits, the rest is never told. */
  phone: string | null;
  storeCode: string | null;
  createdAt: string;
  nextAttemptAt: string | null;
  attempts: number;
  /** Why it is in its state, as a code. */
  lastError: string | null;
  canResend: boolean;
}

export interface Products {
  priceBookId: string;
  products: Product[];
}

export interface Product {
  productId: string;
  sku: string;
  name: string;
  category: string;
  unit: string;
  active: boolean;
  codes: string[];
  price: number | null;
}
