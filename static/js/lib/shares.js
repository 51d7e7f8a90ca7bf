// Shares in per cent: their sum, and the same proportions with a sum of 100.

/** The sum to one decimal; what is no number counts as 0. */
export function sum(shares) {
  return Math.round(shares.reduce((total, share) => total + (Number(share) || 0), 0) * 10) / 10;
}

/** Whole numbers in the same proportions that add up to 100; the largest remainders are rounded up. */
export function makeWhole(shares) {
  const numbers = shares.map((share) => Math.max(0, Number(share) || 0));
  const total = numbers.reduce((a, b) => a + b, 0);
  if (total === 0) return numbers;
  const exact = numbers.map((number) => (number * 100) / total);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((a, b) => a + b, 0);
  exact
    .map((value, index) => ({ index, rest: value - whole[index] }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, missing)
    .forEach(({ index }) => { whole[index] += 1; });
  return whole;
}
