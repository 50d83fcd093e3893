/** ISO 4217: the currencies whose minor unit is not the hundredth part. */
const digits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** How many decimal digits a currency's amounts have: 2 for CNY, 0 for JPY, 3 for KWD (ISO 4217). */
export function minorDigitsOf(currency: string): number {
  return digits[currency] ?? 2;
}
