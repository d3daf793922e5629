/**
 * Seconds in the unit of a clock, as its first value shows: Unix times are about 2e9 in seconds, 2e12 in milliseconds and 2e18 in
 * nanoseconds; what is smaller counts seconds since some start.
 */
export const clockUnit = (first: number): number =>
  first > 1e17 ? 1e-9 : first > 1e14 ? 1e-6 : first > 1e11 ? 1e-3 : 1;
