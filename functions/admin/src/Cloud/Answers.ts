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

export interface StoreDay {
  storeId: string;
  code: string;
  name: string;
  date: string;
  sales: number;
  refunds: number;
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
  storeId: string;
  date: string;
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
  kind: string;
  recipient: string | null;
  createdAt: string;
  attempts: number;
  lastError: string | null;
  canResend: boolean;
}

export interface Product {
  productId: string;
  sku: string;
  name: string;
  category: string;
  unit: string;
  codes: string[];
  price: number | null;
}
